using System.Globalization;

namespace Stampede.ImportBench;

/// <summary>Writes JSON lines as k6 writes them: nine for a request, and the users once a second.</summary>
internal static class K6Rows
{
    private const int RequestsPerSecond = 200;

    private static readonly string[] Metrics =
    [
        "http_reqs", "http_req_duration", "http_req_blocked", "http_req_connecting", "http_req_tls_handshaking", "http_req_sending", "http_req_waiting", "http_req_receiving",
        "http_req_failed",
    ];

    /// <summary>Writes so many rows to a file.</summary>
    /// <returns>How many requests they hold.</returns>
    public static long Write(string path, long rows)
    {
        var random = new Random(1);
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        using var writer = new StreamWriter(path);
        long requests = 0;
        for (long row = 0; row < rows;)
        {
            var time = start.AddSeconds((double)requests / RequestsPerSecond).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
            if (requests % RequestsPerSecond == 0)
            {
                writer.WriteLine($$$$"""{"metric":"vus","type":"Point","data":{"time":"{{{{time}}}}","value":50,"tags":null}}""");
                row++;
            }

            var name = random.Next(40);
            var failed = random.Next(100) == 0;
            var took = Math.Round(5 * Math.Pow(40, random.NextDouble()), 6);
            foreach (var metric in Metrics)
            {
                var value = metric switch
                {
                    "http_reqs" => 1,
                    "http_req_duration" => took,
                    "http_req_waiting" => Math.Round(took * 0.9, 6),
                    "http_req_sending" or "http_req_receiving" => Math.Round(took * 0.05, 6),
                    "http_req_failed" => failed ? 1 : 0,
                    _ => 0,
                };
                writer.WriteLine(
                    $$$$"""{"metric":"{{{{metric}}}}","type":"Point","data":{"time":"{{{{time}}}}","value":{{{{value.ToString(CultureInfo.InvariantCulture)}}}},"tags":{"expected_response":"{{{{(failed ? "false" : "true")}}}}","group":"","method":"GET","name":"https://shop.example/items/{{{{name}}}}","proto":"HTTP/1.1","scenario":"default","status":"{{{{(failed ? 503 : 200)}}}}","tls_version":"tls1.3","url":"https://shop.example/items/{{{{name}}}}"}}}""");
                row++;
            }

            requests++;
        }

        return requests;
    }
}
