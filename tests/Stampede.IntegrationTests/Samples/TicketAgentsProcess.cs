using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Stampede.IntegrationTests;

/// <summary>The ticket agents, started as a process, and what their callers do: sign, send, look what became of it.</summary>
internal sealed class TicketAgentsProcess : IAsyncDisposable
{
    public const string Tenant = "load-test-tenant";
    public const string Secret = "load-test-secret-minimum-32-chars-required-here";
    public const string GlobalSecret = "load-test-global-secret-minimum-32-chars";
    public const string SignatureHeader = "X-ServiceDesk-Signature";

    private readonly SampleProcess _process;

    private TicketAgentsProcess(SampleProcess process)
    {
        _process = process;
        Client = process.Client();
    }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TicketAgentsProcess> Start(params string[] args) => new(await SampleProcess.Start("TicketAgents", args));

    public static string Sign(string secret, string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    /// <summary>A webhook's body, with one field more or another one.</summary>
    public static string Body(string ticket, string? field = null, string? json = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["event"] = "\"ticket.created\"",
            ["ticket_id"] = $"\"{ticket}\"",
            ["tenant_id"] = $"\"{Tenant}\"",
            ["description"] = "\"The printer prints nothing\"",
            ["priority"] = "\"high\"",
            ["created_at"] = $"\"{DateTimeOffset.UtcNow:O}\"",
        };
        if (field is not null && json is not null)
        {
            fields[field] = json;
        }
        else if (field is not null)
        {
            fields.Remove(field);
        }

        return $"{{{string.Join(',', fields.Select(pair => $"\"{pair.Key}\":{pair.Value}"))}}}";
    }

    public static string Ticket() => $"T-{Guid.NewGuid():N}".ToUpperInvariant();

    /// <summary>Sends a body with its signature.</summary>
    public Task<HttpResponseMessage> Send(string body, string secret = Secret, string prefix = "sha256=", string path = "/webhook/servicedesk", string header = SignatureHeader) =>
        Post(path, body, header, prefix + Sign(secret, body));

    public async Task<HttpResponseMessage> Post(string path, string body, string? header = null, string signature = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, signature);
        }

        return await Client.SendAsync(request, Token);
    }

    /// <summary>Accepts a new ticket.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> Accept()
    {
        var ticket = Ticket();
        using var answer = await Send(Body(ticket));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return ticket;
    }

    /// <summary>Waits until a ticket is no longer pending.</summary>
    public async Task<JsonElement> Finished(string ticket)
    {
        while (true)
        {
            var row = await (await Client.Get($"/enhancements/{ticket}")).Json();
            if (row.TryGetProperty("status", out var status) && status.GetString() != "pending")
            {
                return row;
            }

            await Task.Delay(20, Token);
        }
    }

    /// <summary>Waits until nothing that was accepted is pending.</summary>
    public async Task Drained()
    {
        while ((await (await Client.Get("/api/v1/metrics/queue")).Json()).GetProperty("pending").GetInt64() > 0)
        {
            await Task.Delay(50, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }
}
