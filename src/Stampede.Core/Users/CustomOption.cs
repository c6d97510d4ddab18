using Stampede.Engine;

namespace Stampede;

/// <summary>An option that a load test declares for itself, in <see cref="LoadTest.Options"/>; see <see cref="CustomOption{T}"/>.</summary>
public abstract class CustomOption
{
    private protected CustomOption(string name, string description) => (Name, Description) = (name, description);

    /// <summary>Its long name without dashes: small letters, digits and hyphens, at least two, as <c>cart-size</c>.</summary>
    public string Name { get; }

    /// <summary>What it does, a sentence for <c>--help</c>.</summary>
    public string Description { get; }

    /// <summary>Whether its values are shown and stored as <c>***</c>; default false. Names such as <c>api-key</c> are secret without it.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether it must be given a value; default false: its default holds.</summary>
    public bool Required { get; init; }

    /// <summary>The values that are allowed, as they are typed; of a list, those that each value may have. Default: all, and an enum's names.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The type of its value; of a list, that of the list's values.</summary>
    internal abstract Type ValueType { get; }

    /// <summary>Several values, separated by commas.</summary>
    internal abstract bool IsList { get; }

    internal abstract object? DefaultValue { get; }

    /// <summary>Reads its value.</summary>
    /// <param name="text">The value as text; those of a list are separated by commas.</param>
    /// <param name="value">The value.</param>
    internal abstract bool TryRead(string text, out object? value);

    /// <summary>What its value must be, for messages: <c>a whole number</c>.</summary>
    internal string Must
    {
        get
        {
            var one = Choices.Count > 0 ? $"one of {string.Join(", ", Choices)}" : OptionText.Must(ValueType);
            return IsList ? $"{one}; several are separated by commas" : one;
        }
    }

    /// <summary>One value, or one of a list, if it is allowed.</summary>
    private protected bool TryReadOne(string text, out object? value) =>
        OptionText.TryRead(ValueType, text, out value) && IsAllowed(value);

    // Compared as values: 1.0 is 1.
    private bool IsAllowed(object? value)
    {
        foreach (var choice in Choices)
        {
            if (OptionText.TryRead(ValueType, choice, out var allowed) && Equals(allowed, value))
            {
                return true;
            }
        }

        return Choices.Count == 0;
    }
}
