using System.Net;
using System.Text.RegularExpressions;

namespace Stampede.Engine;

/// <summary>A status as a failure's text: <c>503 Service Unavailable</c>. One string per status.</summary>
internal static partial class StatusText
{
    private static readonly string?[] Known = new string?[1000];

    public static string Of(int status) => (uint)status < 1000 ? Known[status] ??= Make(status) : status.ToString();

    private static string Make(int status)
    {
        var name = ((HttpStatusCode)status).ToString();
        return char.IsAsciiDigit(name[0]) ? name : $"{status} {Words().Replace(name, " $0")}";
    }

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Words();
}
