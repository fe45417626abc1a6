using Slipway.ApiServer.Metrics;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class WebhookMetricsTests
{
    [Fact]
    public async Task Calls_AreCountedUnderKubernetesNames()
    {
        await using var fixture = await AdmissionFixture.StartAsync();
        Assert.DoesNotContain("apiserver_admission_webhook", Read(fixture), StringComparison.Ordinal);
        fixture.Hooks.Allows("/m");
        fixture.Hooks.Denies("/v", """{"code": 409, "reason": "Conflict", "message": "no"}""");
        await fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");
        await fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        await fixture.RefusedAsync();

        const string Name = "name=\"hook.example.com\",operation=\"CREATE\"";
        var text = Read(fixture);
        Assert.Contains(
            $"apiserver_admission_webhook_request_total{{code=\"200\",{Name},rejected=\"false\",type=\"admit\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains(
            $"apiserver_admission_webhook_request_total{{code=\"409\",{Name},rejected=\"true\",type=\"validating\"}} 1\n", text, StringComparison.Ordinal);
        Assert.Contains(
            $"apiserver_admission_webhook_rejection_count{{error_type=\"no_error\",{Name},rejection_code=\"409\",type=\"validating\"}} 1\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains(
            $"apiserver_admission_webhook_admission_duration_seconds_count{{{Name},rejected=\"false\",type=\"admit\"}} 1\n", text, StringComparison.Ordinal);
    }

    private static string Read(AdmissionFixture fixture)
    {
        var text = new MetricText();
        fixture.Engine.Server.Metrics.Write(text);
        return text.ToString();
    }
}
