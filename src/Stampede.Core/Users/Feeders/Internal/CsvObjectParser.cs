using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Stampede.Engine;

/// <summary>
/// Records of CSV as objects: made by the public constructor with the most parameters, each of which has a column or a default; then the settable properties that have
/// a column and are no parameter.
/// </summary>
internal sealed class CsvObjectParser<T> : RowParser<T>
{
    private readonly CsvLine _csv;
    private readonly ConstructorInvoker? _make;
    private readonly object?[] _arguments;
    private readonly List<CsvMember> _members;

    private CsvObjectParser(CsvLine csv, ConstructorInvoker? make, object?[] defaults, List<CsvMember> members) =>
        (_csv, _make, _arguments, _members) = (csv, make, defaults, members);

    /// <summary>Finds which column fills what; null with problems.</summary>
    public static RowParser<T>? Bind(CsvLine csv, FeederProblems problems)
    {
        var before = problems.Count;
        var type = typeof(T);
        if (FieldParsers.Of<T>() is not null || type.IsAbstract)
        {
            problems.Add($"Csv<{type.Name}>: name a class or record whose members are the columns, or none: Csv(path).");
            return null;
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        if (constructor is null && !type.IsValueType)
        {
            problems.Add($"{type.Name} has no public constructor.");
            return null;
        }

        var parameters = constructor?.GetParameters() ?? [];
        var members = new List<CsvMember>();
        foreach (var parameter in parameters)
        {
            Add(parameter.Name!, parameter.ParameterType, !parameter.HasDefaultValue, parameter.Position, null);
        }

        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0))
        {
            if (!parameters.Any(p => string.Equals(p.Name, property.Name, StringComparison.OrdinalIgnoreCase)))
            {
                Add(property.Name, property.PropertyType, property.IsDefined(typeof(RequiredMemberAttribute)), -1, MethodInvoker.Create(property.SetMethod!));
            }
        }

        return problems.Count > before ? null : new CsvObjectParser<T>(
            csv, constructor is null ? null : ConstructorInvoker.Create(constructor), [.. parameters.Select(p => p.DefaultValue)], members);

        void Add(string name, Type memberType, bool isNeeded, int position, MethodInvoker? set)
        {
            var column = csv.Columns.IndexOf(name);
            if (column < 0)
            {
                if (isNeeded)
                {
                    problems.Add($"there is no column {name}, which {type.Name} asks for; there are {string.Join(", ", csv.Columns.Names)}.");
                }
            }
            else if (FieldParsers.Of(memberType) is { } parser)
            {
                members.Add(new CsvMember(column, memberType, parser, position, set));
            }
            else
            {
                problems.Add($"{type.Name}.{name} is a {FieldParsers.Name(memberType)}, which a field of CSV cannot be.");
            }
        }
    }

    public override bool TryParse(ReadOnlyMemory<byte> record, long line, [MaybeNullWhen(false)] out T row, out string problem)
    {
        row = default;
        problem = _csv.Split(record, line) ?? "";
        if (problem.Length > 0)
        {
            return false;
        }

        object? made = null;
        foreach (var member in _members)
        {
            if (!member.Parse(_csv.Fields[member.Column], out var value))
            {
                problem = $"{Place.Of(line)}, column {_csv.Columns.Names[member.Column]}: '{_csv.Fields[member.Column]}' is no {FieldParsers.Name(member.Type)}.";
                return false;
            }

            if (member.Set is null)
            {
                _arguments[member.Position] = value;
            }
            else
            {
                // Members of the constructor come first.
                made ??= Make();
                member.Set.Invoke(made, value);
            }
        }

        row = (T)(made ?? Make());
        return true;
    }

    private object Make() => _make is null ? RuntimeHelpers.GetUninitializedObject(typeof(T)) : _make.Invoke(_arguments.AsSpan());
}
