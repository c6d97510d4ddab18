using System.Text;
using System.Text.RegularExpressions;

namespace Stampede.Reporting;

/// <summary>
/// The page's modules as one script, because a browser loads no module from a file on disk: each becomes a function of its own that returns what it
/// exports. It understands what the page's modules use: named imports from <c>./name.js</c>, and exported functions, constants and classes.
/// </summary>
internal sealed partial class PageScript
{
    private readonly Func<string, string> _read;
    private readonly StringBuilder _script = new();
    private readonly HashSet<string> _done = [];

    private PageScript(Func<string, string> read) => _read = read;

    /// <summary>The script of a module and of all that it imports.</summary>
    /// <param name="main">The module's name, such as <c>main</c>.</param>
    /// <param name="read">Reads a file.</param>
    public static string Of(string main, Func<string, string> read)
    {
        var script = new PageScript(read);
        script._script.Append("\"use strict\";\n");
        script.Add(main);
        return script._script.ToString();
    }

    private void Add(string module)
    {
        if (!_done.Add(module))
        {
            return;
        }

        var source = _read(module + ".js");
        foreach (Match import in Import().Matches(source))
        {
            Add(import.Groups["module"].Value);
        }

        var exports = Export().Matches(source).Select(e => e.Groups["name"].Value);
        var body = Import().Replace(source, i => $"const {{{i.Groups["names"].Value}}} = {Variable(i.Groups["module"].Value)};");
        body = Export().Replace(body, e => e.Groups["declaration"].Value);
        _script.Append($"const {Variable(module)} = (() => {{\n{body}return {{ {string.Join(", ", exports)} }};\n}})();\n");
    }

    private static string Variable(string module) => "module_" + module;

    [GeneratedRegex("""^import \{(?<names>[^}]*)\} from "\./(?<module>\w+)\.js";$""", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex("""^export (?<declaration>(?:async )?(?:function|const|class) (?<name>\w+))""", RegexOptions.Multiline)]
    private static partial Regex Export();
}
