using System.Reflection;

namespace Stampede.Engine;

/// <summary>
/// Finds feeders before a run: those the test names, and the static fields and properties of the user classes, of their bases, and of the types around and inside them,
/// task sets included.
/// </summary>
internal static class FeederFinder
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Each feeder once, with its first place.</summary>
    /// <param name="types">The user classes.</param>
    /// <param name="named">Those of the test.</param>
    /// <param name="problems">Receives fields that cannot be read.</param>
    public static IReadOnlyList<(Feeder Feeder, string Place)> Find(IEnumerable<Type> types, IReadOnlyList<Feeder> named, List<string> problems)
    {
        var found = new List<(Feeder, string)>();
        var seen = new HashSet<Feeder>();
        var searched = new HashSet<Type>();
        var looked = new HashSet<Type>();
        foreach (var type in types)
        {
            Search(type);
        }

        for (var i = 0; i < named.Count; i++)
        {
            Add(named[i], $"LoadTest.Feeders[{i}]");
        }

        return found;

        void Search(Type? type)
        {
            if (type is null || IsForeign(type) || !searched.Add(type))
            {
                return;
            }

            Search(type.BaseType);
            for (var around = type.DeclaringType; around is not null; around = around.DeclaringType)
            {
                // Not what else is inside it: that may be of user classes that do not run.
                Look(around);
            }

            Look(type);
            foreach (var inner in type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic))
            {
                Search(inner);
            }

            foreach (var attribute in type.GetCustomAttributes<UsesTaskSetAttribute>(inherit: false))
            {
                Search(attribute.Set);
            }
        }

        void Look(Type type)
        {
            if (looked.Add(type))
            {
                foreach (var (place, feeder) in Members(type, problems))
                {
                    Add(feeder, place);
                }
            }
        }

        void Add(Feeder feeder, string place)
        {
            if (seen.Add(feeder))
            {
                found.Add((feeder, place));
            }
        }
    }

    private static bool IsForeign(Type type) => type.Assembly == typeof(Feeder).Assembly || type.Assembly == typeof(object).Assembly;

    private static IEnumerable<(string Place, Feeder Feeder)> Members(Type type, List<string> problems)
    {
        if (type.ContainsGenericParameters)
        {
            yield break;
        }

        foreach (var property in type.GetProperties(Declared).Where(p => typeof(Feeder).IsAssignableFrom(p.PropertyType) && p is { CanRead: true } && p.GetIndexParameters().Length == 0))
        {
            var place = $"{type.Name}.{property.Name}";
            if (Value(() => property.GetValue(null), place, problems) is { } feeder)
            {
                yield return (place, feeder);
                if (Value(() => property.GetValue(null), place, problems) != feeder)
                {
                    problems.Add($"{place} makes a new feeder each time it is read, and each begins at its first row: write '=' or '{{ get; }} =' instead of '=>'.");
                }
            }
        }

        foreach (var field in type.GetFields(Declared).Where(f => typeof(Feeder).IsAssignableFrom(f.FieldType)))
        {
            var place = $"{type.Name}.{field.Name}";
            if (Value(() => field.GetValue(null), place, problems) is { } feeder)
            {
                yield return (place, feeder);
            }
        }
    }

    private static Feeder? Value(Func<object?> read, string place, List<string> problems)
    {
        try
        {
            return (Feeder?)read();
        }
        catch (Exception exception) when (exception is TargetInvocationException or TypeInitializationException)
        {
            problems.Add($"{place} cannot be read: {exception.GetBaseException().GetType().Name}: {exception.GetBaseException().Message}");
            return null;
        }
    }
}
