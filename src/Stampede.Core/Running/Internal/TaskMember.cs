using System.Reflection;

namespace Stampede.Engine;

/// <summary>A method, or a set, that a user class or set declares as a task.</summary>
/// <param name="Name">The method's or class's name, without type parameters.</param>
/// <param name="Method">The method that is called; null for a set.</param>
/// <param name="Set">The set's class; null for a method.</param>
/// <param name="Weight">Its weight as declared.</param>
/// <param name="Marks">Where its tags and transitions stand.</param>
internal sealed record TaskMember(string Name, MethodInfo? Method, Type? Set, int Weight, MemberInfo Marks)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public IReadOnlyList<TransitionAttribute> Transitions => Own<TransitionAttribute>(Marks);

    /// <summary>Those of a class, inherited ones first: methods, then sets inside it, then sets that it uses.</summary>
    public static IReadOnlyList<TaskMember> Of(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level.Assembly != typeof(User).Assembly; level = level.BaseType)
        {
            levels.Push(level);
        }

        return [.. Methods(type, levels), .. Nested(levels), .. levels.SelectMany(Used)];
    }

    /// <summary>A member's own attributes, where it has some, else those of what it overrides or derives from.</summary>
    public static IReadOnlyList<T> Own<T>(MemberInfo member)
        where T : Attribute
    {
        T[] own = [.. member.GetCustomAttributes<T>(inherit: false)];
        return own.Length > 0 ? own : [.. member.GetCustomAttributes<T>(inherit: true)];
    }

    /// <summary>A class's name without the mark of type parameters.</summary>
    public static string NameOf(Type type) => type.Name.Split('`')[0];

    private static IEnumerable<TaskMember> Methods(Type type, IEnumerable<Type> levels)
    {
        var seen = new HashSet<MethodInfo>();
        foreach (var method in levels.SelectMany(level => level.GetMethods(Declared).OrderBy(m => m.MetadataToken)))
        {
            if ((method.IsDefined(typeof(TaskAttribute), inherit: true) || method.IsDefined(typeof(TransitionAttribute), inherit: true))
                && seen.Add(method.GetBaseDefinition()))
            {
                var run = MostDerived(type, method);
                yield return new TaskMember(method.Name, method, null, run.GetCustomAttribute<TaskAttribute>(inherit: true)?.Weight ?? 1, run);
            }
        }
    }

    /// <summary>The override that will run: its own attribute, where it has one, decides.</summary>
    private static MethodInfo MostDerived(Type type, MethodInfo method)
    {
        for (var level = type; method.IsVirtual && level is not null; level = level.BaseType)
        {
            if (Array.Find(level.GetMethods(Declared), m => m.GetBaseDefinition() == method.GetBaseDefinition()) is { } found)
            {
                return found;
            }
        }

        return method;
    }

    /// <summary>The sets inside the class. One that hides an inherited one of the same name stands in its place.</summary>
    private static IEnumerable<TaskMember> Nested(IEnumerable<Type> levels) =>
        from nested in levels.SelectMany(level => level.GetNestedTypes(Declared).OrderBy(t => t.MetadataToken).Select(t => Closed(t, level)))
        group nested by nested.Name into same
        let mark = same.Select(t => t.GetCustomAttribute<TaskAttribute>(inherit: false)).LastOrDefault(a => a is not null)
        where mark is not null || same.Any(t => t.IsDefined(typeof(TransitionAttribute), inherit: false))
        select new TaskMember(NameOf(same.Last()), null, same.Last(), mark?.Weight ?? 1, same.Last());

    private static IEnumerable<TaskMember> Used(Type level) =>
        level.GetCustomAttributes<UsesTaskSetAttribute>(inherit: false).Select(a => new TaskMember(NameOf(a.Set), null, a.Set, a.Weight, a.Set));

    /// <summary>A class inside a generic one has its type parameters too: they are those of the class around it.</summary>
    private static Type Closed(Type nested, Type level) =>
        nested.IsGenericTypeDefinition && level.IsConstructedGenericType && nested.GetGenericArguments().Length == level.GenericTypeArguments.Length
            ? nested.MakeGenericType(level.GenericTypeArguments)
            : nested;
}
