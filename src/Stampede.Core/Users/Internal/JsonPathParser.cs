using System.Globalization;
using System.Text;

namespace Stampede.Engine;

/// <summary>Reads the text of a path.</summary>
/// <remarks>
/// <code>
/// path  = [ name / index / "$" ] *( "." name / index )
/// index = "[" integer "]" / "[" quoted "]"          quoted = 'text' or "text", a backslash before quotes and backslashes
/// name  = everything but . [ ] ' " and white space
/// </code>
/// </remarks>
internal struct JsonPathParser(string path)
{
    private readonly List<JsonPathStep> _steps = [];
    private int _at;

    /// <summary>The steps.</summary>
    /// <exception cref="FormatException">Marks the place.</exception>
    public JsonPathStep[] Parse()
    {
        if (path.StartsWith('$') && (path.Length == 1 || path[1] is '.' or '['))
        {
            _at = 1;
        }

        var isFirst = _at == 0;
        while (_at < path.Length)
        {
            if (path[_at] == '[')
            {
                ReadIndex();
            }
            else if (path[_at] == '.' && !isFirst)
            {
                _at++;
                ReadName();
            }
            else if (isFirst)
            {
                ReadName();
            }
            else
            {
                throw Wrong("'.' or '[' is expected here");
            }

            isFirst = false;
        }

        return [.. _steps];
    }

    private void ReadName()
    {
        var start = _at;
        while (_at < path.Length && path[_at] is not ('.' or '[' or ']' or '\'' or '"') && !char.IsWhiteSpace(path[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            throw Wrong("a name is expected here; odd ones are written ['odd name']");
        }

        _steps.Add(new JsonPathStep(path[start.._at], 0, _at));
    }

    private void ReadIndex()
    {
        _at++;
        if (_at < path.Length && path[_at] is '\'' or '"')
        {
            var name = ReadQuoted();
            Close();
            _steps.Add(new JsonPathStep(name, 0, _at));
            return;
        }

        var start = _at;
        while (_at < path.Length && (char.IsAsciiDigit(path[_at]) || (_at == start && path[_at] == '-')))
        {
            _at++;
        }

        if (!int.TryParse(path.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
        {
            _at = start;
            throw Wrong("a whole number or a quoted name is expected here");
        }

        Close();
        _steps.Add(new JsonPathStep(null, index, _at));
    }

    private string ReadQuoted()
    {
        var opened = _at;
        var quote = path[_at++];
        var name = new StringBuilder();
        while (_at < path.Length && path[_at] != quote)
        {
            if (path[_at] == '\\' && _at + 1 < path.Length)
            {
                _at++;
            }

            name.Append(path[_at++]);
        }

        if (_at == path.Length)
        {
            _at = opened;
            throw Wrong("this quotation mark is not closed");
        }

        _at++;
        return name.ToString();
    }

    private void Close()
    {
        if (_at == path.Length || path[_at] != ']')
        {
            throw Wrong("']' is expected here");
        }

        _at++;
    }

    private readonly FormatException Wrong(string what) => new(
        $"The JSON path '{path}' is wrong at character {_at + 1}: {what}.{Environment.NewLine}  {path}{Environment.NewLine}  {new string(' ', _at)}^");
}
