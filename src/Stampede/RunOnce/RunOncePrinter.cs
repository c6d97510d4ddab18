using System.Text;
using Stampede.Engine;
using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Prints what one user does: each member that runs, each request as it settles, each exception. Secrets are masked.</summary>
internal sealed class RunOncePrinter(TextWriter output, bool details) : IUserTrace
{
    private const int BodyBytes = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<Exchange, List<string>> _sent = [];
    private string? _where;

    /// <inheritdoc />
    public void Begins(string where)
    {
        lock (_lock)
        {
            if (where == "constructor")
            {
                _where = where; // of interest only where it throws
                return;
            }

            output.WriteLine();
            output.WriteLine(where);
            _where = where;
        }
    }

    /// <inheritdoc />
    public void Sent(Exchange exchange, ReadOnlySpan<byte> head)
    {
        if (!details)
        {
            return;
        }

        var lines = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            lines.Add("    > " + (lines.Count == 0 ? RequestLine(line) : Header(line)));
        }

        if (exchange.BodyStream is not null)
        {
            lines.AddRange(["    >", "    > (a stream)"]);
        }
        else if (exchange.Body.Length > 0)
        {
            var body = Encoding.UTF8.GetString(exchange.Body.Span[..Math.Min(exchange.Body.Length, BodyBytes)]);
            lines.AddRange(["    >", .. Body("    > ", body, exchange.Body.Length)]);
        }

        lock (_lock)
        {
            if (!_sent.TryGetValue(exchange, out var before))
            {
                _sent[exchange] = before = [];
            }

            before.AddRange(lines);
        }
    }

    /// <inheritdoc />
    public void Settled(in RequestEvent request, Exchange? exchange)
    {
        var line = new StringBuilder($"  {request.Method} {SecretMask.Url(request.Url ?? request.Name)}");
        if (request.Url is { } url && !url.EndsWith(request.Name, StringComparison.Ordinal))
        {
            line.Append($" as {request.Name}");
        }

        if (exchange is not null)
        {
            line.Append($"  {(request.Status == 0 ? "no answer" : StatusText.Of(request.Status))}");
        }

        line.Append($"  {Figures.Time(request.ResponseTime.TotalMicroseconds)}");
        if (exchange is not null)
        {
            line.Append($"  {Figures.Bytes(request.BodyLength)}");
        }

        if (request.IsFailed)
        {
            line.Append($"  FAILED {request.Kind}: {SecretMask.Text(request.Reason!)}");
        }
        else if (request.Status >= 400)
        {
            line.Append("  ok, as expected");
        }

        lock (_lock)
        {
            output.WriteLine(line);
            if (details && exchange is not null)
            {
                PrintDetails(exchange);
            }
        }
    }

    /// <inheritdoc />
    public void Failed(string where, Exception exception)
    {
        lock (_lock)
        {
            if (where != _where)
            {
                output.WriteLine();
                output.WriteLine(where);
            }
            else if (where == "constructor")
            {
                output.WriteLine(where);
            }

            foreach (var line in SecretMask.Text(exception.ToString()).Split('\n'))
            {
                output.WriteLine("  " + line.TrimEnd('\r'));
            }
        }
    }

    /// <summary>How it ended, with what its readers must know.</summary>
    public void End(RunResult result)
    {
        var total = result.Total();
        var errors = result.UserErrors.Sum(e => e.Count);
        lock (_lock)
        {
            output.WriteLine();
            output.WriteLine($"{Figures.Plural(total.Settled, "request")}, {Figures.Count(total.Failed)} failed; {Figures.Plural(errors, "exception")}.");
            foreach (var note in result.Notes)
            {
                output.WriteLine($"{note.Severity.ToString().ToUpperInvariant()} {note.Id}  {note.Text}");
            }

            output.Flush();
        }
    }

    private static string RequestLine(string line)
    {
        var parts = line.Split(' ');
        return parts.Length == 3 ? $"{parts[0]} {SecretMask.Url(parts[1])} {parts[2]}" : line;
    }

    private static string Header(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? line : $"{line[..colon]}: {SecretMask.Header(line[..colon], line[(colon + 2)..])}";
    }

    private static IEnumerable<string> Body(string margin, string text, long bytes)
    {
        foreach (var line in SecretMask.Text(text).Split('\n'))
        {
            yield return margin + LineText.OneLine(line.TrimEnd('\r'));
        }

        if (bytes > BodyBytes)
        {
            yield return $"{margin}… ({Figures.Bytes(bytes)} in all)";
        }
    }

    private void PrintDetails(Exchange exchange)
    {
        if (_sent.Remove(exchange, out var sent))
        {
            sent.ForEach(output.WriteLine);
        }

        if (exchange.Message.Status == 0)
        {
            return;
        }

        output.WriteLine($"    < {StatusText.Of(exchange.Message.Status)}");
        foreach (var header in exchange.Message.Headers)
        {
            var name = Encoding.ASCII.GetString(header.Name);
            output.WriteLine($"    < {name}: {SecretMask.Header(name, Encoding.UTF8.GetString(header.Value))}");
        }

        if (exchange.Message.Body.Length > 0)
        {
            output.WriteLine("    <");
            foreach (var line in Body("    < ", FailureSamples.Body(exchange, BodyBytes), exchange.Message.BodyLength))
            {
                output.WriteLine(line);
            }
        }
    }
}
