namespace Stampede.Engine;

/// <summary>What the setup of the whole test returned, as users ask for it.</summary>
/// <param name="hasSetup">The test has a setup at all.</param>
/// <param name="value">What it returned.</param>
internal sealed class TestData(bool hasSetup, object? value)
{
    public static readonly TestData None = new(false, null);

    public object? Value => value;

    /// <exception cref="InvalidOperationException">There is none, or it is of another type; says what to do.</exception>
    public T Of<T>()
    {
        if (value is T data)
        {
            return data;
        }

        throw new InvalidOperationException(
            !hasSetup ? $"There is no data: Data<{typeof(T).Name}>() gives what LoadTest.Hooks.Setup returned, and the test has no Setup."
            : value is null ? $"There is no data: Data<{typeof(T).Name}>() gives what LoadTest.Hooks.Setup returned, and it returned null."
            : $"The data is no {typeof(T).Name}: LoadTest.Hooks.Setup returned a {value.GetType().Name}; ask for Data<{value.GetType().Name}>().");
    }
}
