using System.Text.Json;
using Stampede.Results;

namespace Stampede.Stores.Internal;

/// <summary>The figures of an interval that have columns of their own. Histograms are not decoded for them.</summary>
/// <param name="Offset">Seconds after the start; this and the others are null in a line that is cut off.</param>
/// <param name="Length">Seconds.</param>
/// <param name="Phase">As the line has it; null in the steady phase.</param>
/// <param name="Settled">Requests settled.</param>
/// <param name="Failed">Of these, failed ones.</param>
internal readonly record struct IntervalRow(double? Offset, double? Length, string? Phase, long? Settled, long? Failed)
{
    /// <summary>Reads a line.</summary>
    /// <param name="lines">The line that was just read.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="RunFolderException">The line is damaged.</exception>
    public static IntervalRow Read(LineReader lines, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(lines.Line);
            var part = new JsonPart(document.RootElement, "interval");
            var (settled, failed) = (0L, 0L);
            foreach (var request in part.Items("requests"))
            {
                settled += request["settled"].Long();
                failed += request["failed"].Long();
            }

            return new IntervalRow(
                part["offsetSeconds"].Seconds().TotalSeconds, part["lengthSeconds"].Seconds().TotalSeconds, part.Find("phase")?.Text(), settled, failed);
        }
        catch (JsonException) when (!lines.IsWhole)
        {
            return default; // what a killed process leaves
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new RunFolderException(path, $"the line is damaged, and the run cannot be stored: {e.Message}", lines.Number, e);
        }
    }
}
