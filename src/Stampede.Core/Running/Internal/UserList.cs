namespace Stampede.Engine;

/// <summary>Users in order of their start; those that have ended are dropped from time to time, so that a long run with short lives does not grow.</summary>
internal sealed class UserList
{
    private readonly List<UserRunner> _users = [];
    private int _next = 1024;

    public IReadOnlyList<UserRunner> All => _users;

    public void Add(UserRunner user)
    {
        if (_users.Count >= _next)
        {
            _users.RemoveAll(u => u.Ended.IsCompleted && u.Context.Unfinished == 0);
            _next = Math.Max(1024, _users.Count * 2);
        }

        _users.Add(user);
    }
}
