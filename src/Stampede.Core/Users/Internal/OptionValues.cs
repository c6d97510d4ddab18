namespace Stampede.Engine;

/// <summary>The values of a run's custom options. Immutable: all users of the run share it.</summary>
/// <param name="values">The value of each option that the test lists.</param>
internal sealed class OptionValues(IReadOnlyDictionary<CustomOption, object?> values)
{
    public static readonly OptionValues None = new(new Dictionary<CustomOption, object?>());

    /// <exception cref="InvalidOperationException">The test does not list it.</exception>
    public T Of<T>(CustomOption<T> option) => values.TryGetValue(option, out var value) ? (T)value! : throw NotListed(option);

    private static InvalidOperationException NotListed(CustomOption option) =>
        new($"The option '{option.Name}' is not in LoadTest.Options, so nobody could give it a value: add it there.");
}
