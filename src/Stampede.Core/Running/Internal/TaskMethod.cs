using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary>A method as a task: what is wrong with it, and how it is called.</summary>
internal static class TaskMethod
{
    /// <summary>Why it cannot be a task, as the end of a sentence that begins with its name; null where it can.</summary>
    public static string? Problem(MethodInfo method, int weight)
    {
        if (method.IsStatic)
        {
            return "is static: a task is what one user does, an instance method.";
        }

        if (method.GetParameters().Length > 0)
        {
            return "is a task with parameters: a task has none.";
        }

        if (method.IsGenericMethodDefinition)
        {
            return "is a generic task: a task has no type parameters.";
        }

        if (method.ReturnType != typeof(ValueTask) && !typeof(Task).IsAssignableFrom(method.ReturnType) && method.ReturnType != typeof(void))
        {
            return $"returns {method.ReturnType.Name}: a task returns ValueTask, Task or nothing.";
        }

        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null)
        {
            return "is 'async void', which nobody can wait for: return ValueTask.";
        }

        return weight < 1 ? $"has the weight {weight}: a task's weight is 1 or more; leave the attribute out for a method that is no task." : null;
    }

    /// <summary>Calls it on an object that is of its class: that is not checked.</summary>
    public static Func<object, ValueTask> Invoker(MethodInfo method)
    {
        var make = typeof(TaskMethod).GetMethod(nameof(Bind), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(method.DeclaringType!);
        return (Func<object, ValueTask>)make.Invoke(null, [method])!;
    }

    private static Func<object, ValueTask> Bind<T>(MethodInfo method)
        where T : class
    {
        if (method.ReturnType == typeof(ValueTask))
        {
            var call = method.CreateDelegate<Func<T, ValueTask>>();
            return target => call(Unsafe.As<T>(target));
        }

        if (method.ReturnType == typeof(void))
        {
            var call = method.CreateDelegate<Action<T>>();
            return target =>
            {
                call(Unsafe.As<T>(target));
                return default;
            };
        }

        var run = method.CreateDelegate<Func<T, Task>>();
        return target => new ValueTask(run(Unsafe.As<T>(target)));
    }
}
