using System.Reflection;

namespace Stampede.Engine;

/// <summary>The user classes of a load test.</summary>
internal static class UserClassList
{
    /// <summary>Those that the test names, else every concrete one of the entry assembly, in order of declaration.</summary>
    public static IReadOnlyList<Type> Of(LoadTest test, Assembly? entry) => test.Users.Count > 0
        ? test.Users
        : [.. (entry?.GetTypes() ?? [])
            .Where(t => t.IsSubclassOf(typeof(User)) && t is { IsAbstract: false, ContainsGenericParameters: false })
            .OrderBy(t => t.MetadataToken)];
}
