using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Stampede;

namespace Tickets;

/// <summary>A service desk: what its tickets look like, how they are signed, and what else it asks for. Each load test says who does how much of it.</summary>
public abstract class ServiceDeskUser : HttpUser
{
    private const string Tenant = "load-test-tenant";
    private const int Remembered = 50;

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("load-test-secret-minimum-32-chars-required-here"); // known to everybody, as the sample's README says
    private static readonly string[] Descriptions =
    [
        "Server is slow after the last update",
        "Cannot log in to the mail server from home",
        "The printer on the second floor prints nothing",
        "VPN drops every few minutes since this morning",
        "The database server reports that its disk is nearly full",
        "Outlook asks for the password again and again",
        "New colleague needs access to the finance share",
        "The phone system has no dial tone in building 3",
        "Web shop answers with an error when a voucher is used",
        "Backup of the file server failed last night",
    ];

    private readonly Queue<string> _sent = new();

    /// <summary>One of ten descriptions.</summary>
    protected string Description() => Random.Pick(Descriptions);

    /// <summary>Sends a new ticket. A 202 with its job is a success; what becomes of the ticket is seen by the follower.</summary>
    protected async ValueTask Send(string description, string priority)
    {
        // Upper case, as the service wants it. The body is signed as it is sent, byte by byte: what is written again elsewhere may be other bytes.
        var ticket = $"LT-{Random.Guid():N}".ToUpperInvariant();
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["event"] = "ticket.created",
            ["ticket_id"] = ticket,
            ["tenant_id"] = Tenant,
            ["description"] = description,
            ["priority"] = priority,
            ["created_at"] = DateTimeOffset.UtcNow.ToString("O"),
        });
        var sent = await Http.Post("/webhook/servicedesk", body, contentType: "application/json", headers: new()
        {
            ["X-ServiceDesk-Signature"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Secret, body)),
        });
        sent.Require(202);
        sent.Require(sent.TryJson("job_id", out _), "no job_id");
        Data<Desk>().Sent(ticket);
        _sent.Enqueue(ticket);
        if (_sent.Count > Remembered)
        {
            _sent.Dequeue();
        }
    }

    /// <summary>Reads a page of the history.</summary>
    protected async ValueTask ReadHistory(int limit, int offset = 0)
    {
        var page = await Http.Get("/enhancements/history", query: new { tenant_id = Tenant, limit, offset }, name: "/enhancements/history");
        page.Expect(page.Status != 429, "Rate limited").Require(200);
        page.Expect(page.Json().GetArrayLength() <= limit, "more rows than asked for");
    }

    /// <summary>Looks up one of the tickets that this user sent. It may not be there yet: 404 is a right answer, and is still counted apart from the 2xx.</summary>
    protected async ValueTask LookUp()
    {
        if (_sent.Count == 0)
        {
            await Send(Description(), "medium"); // there is nothing to look up before
        }

        var found = await Http.Get($"/enhancements/{_sent.ElementAt(Random.Next(_sent.Count))}", name: "/enhancements/{ticket}");
        found.Expect(200, 404);
    }

    /// <summary>Reads the service's metrics.</summary>
    protected async ValueTask ReadMetrics()
    {
        var metrics = await Http.Get("/metrics");
        metrics.Expect(200).Expect(metrics.Text.Contains("queue_depth"), "metrics without the queue's depth");
    }

    /// <summary>Asks for the service's health.</summary>
    protected async ValueTask AskHealth()
    {
        var health = await Http.Get("/health");
        health.Expect(200).Expect(health.TryJson("status", out var status) && status.GetString() == "healthy", "not healthy");
    }
}
