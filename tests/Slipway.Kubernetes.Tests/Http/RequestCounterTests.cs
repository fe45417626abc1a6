using System.Diagnostics.Metrics;
using System.Net;
using Slipway.Kubernetes.Http;

namespace Slipway.Kubernetes.Tests.Http;

public sealed class RequestCounterTests
{
    [Fact]
    public async Task Requests_AnsweredRefusedAndLost_AreCountedAsGosClientCounts()
    {
        List<string> counted = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "rest_client.requests")
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            var labels = string.Join(',', tags.ToArray().Select(t => $"{t.Key}={t.Value}"));
            if (labels.EndsWith("=counted:6443", StringComparison.Ordinal))
            {
                counted.Add(labels);
            }
        });
        listener.Start();
        using var http = new HttpMessageInvoker(new RequestCounter(new Answers()));

        await SendAsync(http, HttpMethod.Get, "200");
        await SendAsync(http, HttpMethod.Patch, "409");
        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(http, HttpMethod.Delete, "lost"));

        Assert.Equal(
            ["code=200,method=GET,host=counted:6443", "code=409,method=PATCH,host=counted:6443", "code=<error>,method=DELETE,host=counted:6443"],
            counted);
    }

    private static async Task SendAsync(HttpMessageInvoker http, HttpMethod method, string answer)
    {
        using var request = new HttpRequestMessage(method, $"https://counted:6443/{answer}");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Answers with the code that the path asks for.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Enum.TryParse<HttpStatusCode>(request.RequestUri!.AbsolutePath[1..], out var code)
                ? Task.FromResult(new HttpResponseMessage(code))
                : throw new HttpRequestException("connection refused");
    }
}
