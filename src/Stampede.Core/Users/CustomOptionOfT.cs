using Stampede.Engine;

namespace Stampede;

/// <summary>
/// An option that a load test declares for itself: <c>static readonly CustomOption&lt;int&gt; CartSize = new("cart-size", 3, "Items in a cart.");</c>, listed in
/// <see cref="LoadTest.Options"/>, read by users with <see cref="User.Option{T}"/>. It is given as <c>--cart-size 5</c>, <c>STAMPEDE_CART_SIZE=5</c> or
/// <c>"cart-size": 5</c> in a configuration file, and shown by <c>--help</c>.
/// </summary>
/// <typeparam name="T">
/// <see cref="string"/>, <see cref="int"/>, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, <see cref="TimeSpan"/> or an enum; an array of one of
/// these for several values.
/// </typeparam>
public sealed class CustomOption<T> : CustomOption
{
    /// <summary>Declares one. What is wrong with it is reported with all other mistakes when the test is run.</summary>
    /// <param name="name">Its long name without dashes, <c>cart-size</c>; none of Stampede's own.</param>
    /// <param name="defaultValue">Its value where it is not given.</param>
    /// <param name="description">What it does, a sentence for <c>--help</c>.</param>
    public CustomOption(string name, T defaultValue, string description)
        : base(name, description) => Default = defaultValue;

    /// <summary>Its value where it is not given.</summary>
    public T Default { get; }

    internal override Type ValueType => typeof(T).IsArray ? typeof(T).GetElementType()! : typeof(T);

    internal override bool IsList => typeof(T).IsArray;

    internal override object? DefaultValue => Default;

    internal override bool TryRead(string text, out object? value)
    {
        if (!IsList)
        {
            return TryReadOne(text, out value);
        }

        var texts = text.Length == 0 ? [] : text.Split(',', StringSplitOptions.TrimEntries);
        var values = Array.CreateInstanceFromArrayType(typeof(T), texts.Length);
        value = values;
        for (var i = 0; i < texts.Length; i++)
        {
            if (!TryReadOne(texts[i], out var one))
            {
                return false;
            }

            values.SetValue(one, i);
        }

        return true;
    }
}
