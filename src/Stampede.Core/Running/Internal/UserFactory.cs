using System.Reflection;

namespace Stampede.Engine;

/// <summary>Makes users and task sets: by the public constructor with the most parameters that the services (and defaults) can fill.</summary>
internal static class UserFactory
{
    /// <summary>How to make an object of a class; null with a problem where no constructor can be used.</summary>
    public static Func<T>? Find<T>(Type type, IServiceProvider? services, out string? problem)
        where T : class
    {
        problem = null;
        var constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(c => c.IsPublic || c.GetParameters().Length == 0)
            .OrderByDescending(c => c.GetParameters().Length)
            .ToArray();
        string? missing = null;
        foreach (var constructor in constructors)
        {
            var parameters = constructor.GetParameters();
            var lacking = parameters.FirstOrDefault(p => !p.HasDefaultValue && p.ParameterType != typeof(IServiceProvider) && services?.GetService(p.ParameterType) is null);
            if (lacking is null)
            {
                return () => (T)Invoke(constructor, parameters, services);
            }

            missing ??= $"{lacking.ParameterType.Name} {lacking.Name}";
        }

        problem = missing is null
            ? $"{type.Name} has no constructor that can be called: make it public."
            : $"{type.Name}: its constructor asks for '{missing}', which {(services is null ? "LoadTest.Services (not set)" : "LoadTest.Services")} does not have.";
        return null;
    }

    private static object Invoke(ConstructorInfo constructor, ParameterInfo[] parameters, IServiceProvider? services)
    {
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            arguments[i] = parameter.ParameterType == typeof(IServiceProvider)
                ? services
                : services?.GetService(parameter.ParameterType) ?? (parameter.HasDefaultValue ? parameter.DefaultValue : null);
        }

        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
