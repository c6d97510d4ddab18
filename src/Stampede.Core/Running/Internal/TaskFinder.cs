using System.Globalization;
using System.Reflection;

namespace Stampede.Engine;

/// <summary>Finds the tasks and sets of a user class, its own and inherited ones, in order of declaration, and checks them.</summary>
/// <param name="user">The user class.</param>
/// <param name="services">Where constructor parameters of sets come from.</param>
/// <param name="problems">Receives what is wrong, with class and member.</param>
internal sealed class TaskFinder(Type user, IServiceProvider? services, List<string> problems)
{
    /// <summary>The tasks of a user class; null where it has none that can run.</summary>
    public static TaskGroup? Find(Type user, IServiceProvider? services, List<string> problems) =>
        new TaskFinder(user, services, problems).Group(new Place(user, user.Name, null, Tags(user), []));

    private TaskGroup? Group(Place place)
    {
        var before = problems.Count;
        if (place.Type.ContainsGenericParameters)
        {
            problems.Add($"{place.Label} has type parameters: derive a class that says what they are.");
            return null;
        }

        var members = TaskMember.Of(place.Type);
        var items = new List<TaskItem>();
        var names = new HashSet<string>();
        foreach (var member in members)
        {
            if (member.Set is not null && !names.Add(member.Name))
            {
                problems.Add($"{place.Label} has the task set {member.Name} twice: give it one, with the sum of the weights.");
            }
            else if (Check(place, member) && Item(place, member) is { } item)
            {
                items.Add(item);
            }
        }

        if (members.Count == 0)
        {
            problems.Add(place.Path is null
                ? $"{place.Label} has no task: mark what its users do with [Task]."
                : $"{place.Label} has no task: mark what a user does in it with {(place.IsMarkov ? "[Transition]" : "[Task]")}.");
        }

        if (place.IsMarkov)
        {
            var transitions = TransitionFinder.Find(place.Label, members, problems);
            return problems.Count > before ? null : new TaskGroup(items, new MarkovOrder(transitions));
        }

        double[] weights = [.. items.Select(i => i.Weight)];
        return problems.Count > before ? null : new TaskGroup(items, place.IsSequential ? new SequentialOrder(weights) : new WeightedOrder(weights));
    }

    /// <summary>What is wrong with what stands on the member, whatever it is.</summary>
    private bool Check(Place place, TaskMember member)
    {
        var before = problems.Count;
        var name = $"{place.Label}.{member.Name}";
        var tags = TaskMember.Own<TagAttribute>(member.Marks);
        if (tags.Any(t => t.Names.Count == 0 || t.Names.Any(string.IsNullOrWhiteSpace)))
        {
            problems.Add($"{name} has a [Tag] without a name: name one or more.");
        }

        if (tags.Count > 0 && place.IsInMarkov)
        {
            problems.Add($"{name} has a [Tag], in a MarkovTaskSet: what leads to a task that is left out would lead nowhere. Tag the set.");
        }

        if (place.IsMarkov && member.Weight != 1)
        {
            problems.Add($"{name} has the weight {member.Weight}, in a MarkovTaskSet: there the transitions decide what follows.");
        }

        if (!place.IsMarkov && member.Transitions.Count > 0)
        {
            problems.Add($"{name} has a [Transition], and {place.Label} is no MarkovTaskSet.");
        }

        return problems.Count == before;
    }

    private TaskItem? Item(Place place, TaskMember member)
    {
        var name = $"{place.Label}.{member.Name}";
        string[] tags = [.. place.Tags.Concat(Tags(member.Marks)).Distinct()];
        if (member.Method is { } method)
        {
            if (TaskMethod.Problem(method, member.Weight) is { } wrong)
            {
                problems.Add($"{name} {wrong}");
                return null;
            }

            var requests = member.Marks.GetCustomAttribute<TaskAttribute>(inherit: true)?.Requests ?? 1;
            if (!(requests >= 0 && double.IsFinite(requests)))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{name} says that it makes {requests} requests: it is a number, 0 or more."));
                return null;
            }

            return new UserTask(member.Name, place.Path, member.Weight, tags, TaskMethod.Invoker(method)) { Requests = requests };
        }

        var type = member.Set!;
        if (SetProblem(place, type, member.Weight) is { } problem)
        {
            problems.Add($"{name} {problem}");
            return null;
        }

        var path = place.Path is null ? member.Name : $"{place.Path}/{member.Name}";
        var group = Group(new Place(type, name, path, tags, [.. place.Around, place.Type]));
        return Make(name, type, out var first) is { } make && group is not null
            ? new UserTaskSet(member.Name, place.Path, member.Weight, tags, group, first, make)
            : null;
    }

    private string? SetProblem(Place place, Type type, int weight)
    {
        if (!typeof(TaskSet).IsAssignableFrom(type))
        {
            return "is a class with [Task] that is no task set: derive it from TaskSet.";
        }

        if (type.IsAbstract)
        {
            return "is an abstract task set: give the attribute to a class that derives from it.";
        }

        if (place.Type == type || place.Around.Contains(type))
        {
            return "contains itself: a set that is entered again inside itself has no end.";
        }

        for (var level = type.BaseType; level is not null && !type.ContainsGenericParameters; level = level.BaseType)
        {
            if (level.IsConstructedGenericType && level.Assembly == typeof(TaskSet).Assembly && !level.GenericTypeArguments[0].IsAssignableFrom(user))
            {
                return $"is a set for users of {level.GenericTypeArguments[0].Name}, which {user.Name} does not derive from.";
            }
        }

        return weight < 1 ? $"has the weight {weight}: a task set's weight is 1 or more." : null;
    }

    /// <summary>How the set is made. One is made now, so that a constructor that fails fails before the run; it is the first that is entered.</summary>
    private Func<TaskSet>? Make(string name, Type type, out TaskSet? first)
    {
        first = null;
        if (type.ContainsGenericParameters)
        {
            return null;
        }

        try
        {
            var make = UserFactory.Find<TaskSet>(type, services, out var problem);
            if (make is null)
            {
                problems.Add(problem!);
                return null;
            }

            first = make();
            problems.AddRange(WaitProblems(first).Select(p => $"{name}.WaitTime: {p}"));
            return make;
        }
        catch (Exception exception)
        {
            problems.Add($"{name}: its constructor (or a service that it asks for) threw {exception.GetType().Name}: {exception.Message}");
            return null;
        }
    }

    private static IEnumerable<string> WaitProblems(TaskSet set)
    {
        try
        {
            return set.WaitTime.Problems();
        }
        catch (InvalidOperationException)
        {
            // It depends on the user, which is not there yet.
            return [];
        }
    }

    private static IReadOnlyList<string> Tags(MemberInfo member) => [.. TaskMember.Own<TagAttribute>(member).SelectMany(t => t.Names).Distinct()];

    /// <summary>Where the search is.</summary>
    /// <param name="Type">The user class or set.</param>
    /// <param name="Label">How problems name it: <c>Shopper.Browse</c>.</param>
    /// <param name="Path">The set's path; null for a user class.</param>
    /// <param name="Tags">Its tags, with those around it.</param>
    /// <param name="Around">The classes around it.</param>
    private sealed record Place(Type Type, string Label, string? Path, IReadOnlyList<string> Tags, IReadOnlyList<Type> Around)
    {
        public bool IsMarkov => typeof(MarkovTaskSet).IsAssignableFrom(Type);

        public bool IsSequential => typeof(SequentialTaskSet).IsAssignableFrom(Type);

        public bool IsInMarkov => IsMarkov || Around.Any(typeof(MarkovTaskSet).IsAssignableFrom);
    }
}
