namespace Stampede.Tests;

/// <summary>The services that a test adds, by type.</summary>
internal sealed class Services : IServiceProvider
{
    private readonly Dictionary<Type, object> _services = [];

    public Services Add<T>(T service)
        where T : notnull
    {
        _services[typeof(T)] = service;
        return this;
    }

    public object? GetService(Type serviceType) => _services.GetValueOrDefault(serviceType);
}
