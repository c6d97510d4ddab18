using Stampede.Engine;

namespace Stampede.Tests;

/// <summary>The user classes of a test as the run finds them.</summary>
internal static class FoundClasses
{
    /// <summary>All of these classes; nothing may be wrong with them.</summary>
    public static IReadOnlyList<UserClass> Of(params Type[] users)
    {
        var (classes, problems) = Tagged([], [], users);
        Assert.Empty(problems);
        return classes;
    }

    /// <summary>What tags leave of these classes, and what is wrong.</summary>
    public static (IReadOnlyList<UserClass> Classes, IReadOnlyList<string> Problems) Tagged(string[] include, string[] exclude, params Type[] users)
    {
        var problems = new List<string>();
        var classes = UserClassFinder.Find(new LoadTest { Users = users, Services = new Services().Add(new TaskLog()) }, new RunOptions { Tags = include, ExcludeTags = exclude }, null, problems);
        return (classes, problems);
    }
}
