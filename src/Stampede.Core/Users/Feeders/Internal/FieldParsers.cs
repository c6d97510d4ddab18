using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;

namespace Stampede.Engine;

/// <summary>How fields become values: strings as they are, whatever else parses itself invariantly, enums by name in any case, nullables null where the field is empty.</summary>
internal static class FieldParsers
{
    /// <summary>The parser of a type; null where its values are no single fields.</summary>
    public static FieldParser<T>? Of<T>() => Parser<T>.Instance;

    /// <summary>The same for a type that is known at run time only.</summary>
    public static FieldParser<object?>? Of(Type type) => (FieldParser<object?>?)Make(nameof(Boxed), type);

    /// <summary>A type as messages name it: Int32?, List&lt;String&gt;.</summary>
    public static string Name(Type type)
    {
        if (System.Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }

    private static object? Make(string method, params Type[] types) =>
        typeof(FieldParsers).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, null);

    private static FieldParser<object?>? Boxed<T>() => Of<T>() is not { } parser ? null : (string text, out object? value) =>
    {
        var ok = parser(text, out var typed);
        value = typed;
        return ok;
    };

    private static FieldParser<T?> Nullable<T>()
        where T : struct
    {
        var parser = Of<T>()!;
        return (string text, out T? value) =>
        {
            if (text.Length == 0)
            {
                value = null;
                return true;
            }

            var ok = parser(text, out var some);
            value = some;
            return ok;
        };
    }

    private static FieldParser<T> Enumeration<T>()
        where T : struct, Enum => static (string text, out T value) => Enum.TryParse(text, ignoreCase: true, out value) && Enum.IsDefined(value);

    private static FieldParser<T> Self<T>()
        where T : IParsable<T> => static (string text, [MaybeNullWhen(false)] out T value) => T.TryParse(text, CultureInfo.InvariantCulture, out value);

    // Without thousands separators: "1,5" is no number here, not 15.
    private static FieldParser<T> Fraction<T>()
        where T : INumberBase<T> => static (string text, [MaybeNullWhen(false)] out T value) => T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static bool Is(Type type, Type definition) => Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == definition);

    private static class Parser<T>
    {
        public static readonly FieldParser<T>? Instance = (FieldParser<T>?)Find();

        private static object? Find()
        {
            var type = typeof(T);
            if (type == typeof(string))
            {
                return (FieldParser<string>)(static (string text, [MaybeNullWhen(false)] out string value) => (value = text) is not null);
            }

            if (type == typeof(Uri))
            {
                return (FieldParser<Uri>)(static (string text, [MaybeNullWhen(false)] out Uri value) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value));
            }

            if (System.Nullable.GetUnderlyingType(type) is { } underlying)
            {
                return Of(underlying) is null ? null : Make(nameof(Nullable), underlying);
            }

            if (type.IsEnum)
            {
                return Make(nameof(Enumeration), type);
            }

            if (Is(type, typeof(IFloatingPoint<>)))
            {
                return Make(nameof(Fraction), type);
            }

            return Is(type, typeof(IParsable<>)) ? Make(nameof(Self), type) : null;
        }
    }
}
