using System.Reflection;

namespace Stampede.Engine;

/// <summary>Finds the user classes of a load test and checks them: all mistakes at once, each with class and method.</summary>
internal static class UserClassFinder
{
    /// <summary>The types: those the test names, else every concrete user of an assembly in order of declaration.</summary>
    public static IReadOnlyList<Type> Types(LoadTest test, Assembly? assembly)
    {
        if (test.Users.Count > 0 || assembly is null)
        {
            return test.Users;
        }

        return [.. assembly.GetTypes()
            .Where(t => typeof(User).IsAssignableFrom(t) && t is { IsAbstract: false, IsGenericTypeDefinition: false })
            .OrderBy(t => t.MetadataToken)];
    }

    /// <summary>The classes of a run.</summary>
    /// <param name="test">The load test.</param>
    /// <param name="options">Which of them run, and what is changed about them.</param>
    /// <param name="assembly">Where to look if the test names none.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<UserClass> Find(LoadTest test, RunOptions options, Assembly? assembly, List<string> problems)
    {
        var names = options.Classes;
        var tags = new TagSelection(options.Tags, options.ExcludeTags);
        var changes = new ClassChanges(options.EqualWeights, options.ClassOptions);
        var types = Types(test, assembly);
        if (types.Count == 0)
        {
            problems.Add("There is no user class: write one that derives from HttpUser or User and has a method with [Task].");
            return [];
        }

        var known = string.Join(", ", types.Select(t => t.Name));
        foreach (var name in names.Where(n => types.All(t => t.Name != n)))
        {
            problems.Add($"There is no user class '{name}'; there are {known}.");
        }

        problems.AddRange(changes.Problems([.. types.Select(t => t.Name)]));
        foreach (var same in types.GroupBy(t => t.Name).Where(g => g.Count() > 1))
        {
            problems.Add($"{same.Count()} user classes are named {same.Key}: names of user classes must differ.");
        }

        var classes = new List<UserClass>();
        var groups = new List<TaskGroup>();
        var taskCount = 0;
        var asked = 0;
        foreach (var type in types.Where(t => names.Count == 0 || names.Contains(t.Name)))
        {
            asked++;
            if (!typeof(User).IsAssignableFrom(type) || type.IsAbstract)
            {
                problems.Add($"{type.Name} is no user class: it must derive from User and not be abstract.");
                continue;
            }

            var all = TaskFinder.Find(type, test.Services, problems);
            var tasks = all is null ? null : tags.Of(changes.Tasks(type.Name, all, problems));
            if (all is not null)
            {
                groups.Add(all);
                asked -= tasks is null ? 1 : 0;
            }

            if (Make(type, tasks, changes, classes.Count, taskCount, test.Services, problems) is { } made)
            {
                classes.Add(made);
                taskCount += made.Tasks.Count;
            }
        }

        problems.AddRange(tags.Problems(groups, isEmpty: asked == 0));

        if (classes.Count > 0 && classes.Count == asked && classes.All(c => c.Weight == 0 && c.FixedCount == 0))
        {
            problems.Add("Every user class has the weight 0 and no fixed count: no user would start.");
        }

        return classes;
    }

    private static UserClass? Make(Type type, TaskGroup? tasks, ClassChanges changes, int index, int firstTask, IServiceProvider? services, List<string> problems)
    {
        var before = problems.Count;
        if (type.ContainsGenericParameters)
        {
            return null;
        }

        User first;
        Func<User>? make;
        try
        {
            make = UserFactory.Find<User>(type, services, out var problem);
            if (make is null)
            {
                problems.Add(problem!);
                return null;
            }

            first = make();
            Check(first, problems);
        }
        catch (Exception exception)
        {
            problems.Add($"{type.Name}: its constructor (or a service that it asks for, or one of WaitTime, Weight, FixedCount, Host) threw {exception.GetType().Name}: {exception.Message}");
            return null;
        }

        return problems.Count > before || tasks is null ? null : new UserClass(index, first, changes, make, tasks, firstTask);
    }

    private static void Check(User user, List<string> problems)
    {
        var name = user.GetType().Name;
        if (!(user.Weight >= 0 && double.IsFinite(user.Weight)))
        {
            problems.Add($"{name}.Weight is {user.Weight}: a weight is 0 or more.");
        }

        if (user.FixedCount < 0)
        {
            problems.Add($"{name}.FixedCount is {user.FixedCount}: a number of users is 0 or more.");
        }

        if (user.WaitTime.IsInherited)
        {
            problems.Add($"{name}.WaitTime is WaitTime.Inherited, which only a task set can have: there is nothing around a user.");
        }

        foreach (var problem in user.WaitTime.Problems())
        {
            problems.Add($"{name}.WaitTime: {problem}");
        }

        if (user.Host is { } host && !UrlTarget.TryBase(host, out _, out var wrong))
        {
            problems.Add($"{name}.Host: {wrong}");
        }
    }
}
