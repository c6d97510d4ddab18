using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary>Finds the tasks of a user class, its own and inherited ones, in order of declaration.</summary>
internal static class TaskFinder
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The tasks; what is wrong with them goes to <paramref name="problems"/>, with class and method.</summary>
    public static List<UserTask> Find(Type type, int firstIndex, List<string> problems)
    {
        var tasks = new List<UserTask>();
        if (type.ContainsGenericParameters)
        {
            problems.Add($"{type.Name} has type parameters: derive a class that says what they are.");
            return tasks;
        }

        var seen = new HashSet<MethodInfo>();
        foreach (var level in Levels(type))
        {
            foreach (var method in level.GetMethods(Declared).OrderBy(m => m.MetadataToken))
            {
                if (method.GetCustomAttribute<TaskAttribute>(inherit: true) is null || !seen.Add(method.GetBaseDefinition()))
                {
                    continue;
                }

                var attribute = MostDerived(type, method).GetCustomAttribute<TaskAttribute>(inherit: true)!;

                if (Problem(type, method, attribute) is { } problem)
                {
                    problems.Add(problem);
                    continue;
                }

                tasks.Add(new UserTask(method.Name, attribute.Weight, firstIndex + tasks.Count, Invoker(method)));
            }
        }

        return tasks;
    }

    private static IEnumerable<Type> Levels(Type type)
    {
        var levels = new Stack<Type>();
        for (var level = type; level is not null && level != typeof(User) && level != typeof(HttpUser); level = level.BaseType)
        {
            levels.Push(level);
        }

        return levels;
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

    private static string? Problem(Type type, MethodInfo method, TaskAttribute attribute)
    {
        var name = $"{type.Name}.{method.Name}";
        if (method.IsStatic)
        {
            return $"{name} is static: a task is what one user does, an instance method.";
        }

        if (method.GetParameters().Length > 0)
        {
            return $"{name} is a task with parameters: a task has none.";
        }

        if (method.IsGenericMethodDefinition)
        {
            return $"{name} is a generic task: a task has no type parameters.";
        }

        if (method.ReturnType != typeof(ValueTask) && !typeof(Task).IsAssignableFrom(method.ReturnType) && method.ReturnType != typeof(void))
        {
            return $"{name} returns {method.ReturnType.Name}: a task returns ValueTask, Task or nothing.";
        }

        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
        {
            return $"{name} is 'async void', which nobody can wait for: return ValueTask.";
        }

        return attribute.Weight < 1 ? $"{name} has the weight {attribute.Weight}: a task's weight is 1 or more; leave the attribute out for a method that is no task." : null;
    }

    private static Func<User, ValueTask> Invoker(MethodInfo method)
    {
        var make = typeof(TaskFinder).GetMethod(nameof(Bind), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(method.DeclaringType!);
        return (Func<User, ValueTask>)make.Invoke(null, [method])!;
    }

    private static Func<User, ValueTask> Bind<TUser>(MethodInfo method)
        where TUser : User
    {
        if (method.ReturnType == typeof(ValueTask))
        {
            var call = method.CreateDelegate<Func<TUser, ValueTask>>();
            return user => call(Unsafe.As<TUser>(user));
        }

        if (method.ReturnType == typeof(void))
        {
            var call = method.CreateDelegate<Action<TUser>>();
            return user =>
            {
                call(Unsafe.As<TUser>(user));
                return default;
            };
        }

        var run = method.CreateDelegate<Func<TUser, Task>>();
        return user => new ValueTask(run(Unsafe.As<TUser>(user)));
    }
}
