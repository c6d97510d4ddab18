using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Stampede.IntegrationTests;

internal static class HttpClientJson
{
    public static Task<HttpResponseMessage> PostJson(this HttpClient client, string path, string json) =>
        client.PostAsync(path, new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path) =>
        client.GetAsync(path, TestContext.Current.CancellationToken);

    public static Task<string> Text(this HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Text());

    public static string CorrelationId(this HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("X-Correlation-ID"));
}
