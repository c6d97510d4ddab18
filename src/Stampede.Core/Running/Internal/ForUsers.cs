namespace Stampede.Engine;

/// <summary>Does something with users, on their loop.</summary>
internal sealed class ForUsers(IReadOnlyList<UserRunner> users, Action<UserRunner> act) : ILoopWork
{
    public static void Post(IEnumerable<UserRunner> users, Action<UserRunner> act)
    {
        foreach (var group in users.Where(u => !u.Ended.IsCompleted).GroupBy(u => u.Context.Loop))
        {
            group.Key.Post(new ForUsers([.. group], act));
        }
    }

    public void Run()
    {
        foreach (var user in users)
        {
            act(user);
        }
    }
}
