using Microsoft.AspNetCore.Http;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class WebhookFailureTests : IAsyncLifetime
{
    private const string Called = "Internal error occurred: failed calling webhook \"hook.example.com\": failed to call webhook: ";
    private const string Invalid = "Internal error occurred: failed calling webhook \"hook.example.com\": received invalid webhook response: ";

    private AdmissionFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await AdmissionFixture.StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData(500, "text/plain", "it broke\n", "an error on the server (\"it broke\") has prevented the request from succeeding")]
    [InlineData(404, "text/plain", "no", "the server could not find the requested resource")]
    [InlineData(302, "text/plain", "", "the server responded with the status code 302 but did not return more information")]
    [InlineData(503, "application/json", """{"kind":"Status","status":"Failure","message":"not now","code":503}""", "not now")]
    [InlineData(503, "application/json", """{"kind":"Status","status":"Success","message":"fine"}""", "the server is currently unable to handle the request")]
    [InlineData(200, "application/json", "", "0-length response with status code: 200 and content type: application/json")]
    public async Task AnAnswerOfHttpThatIsNoReview_FailsTheRequest(int code, string type, string body, string message)
    {
        _fixture.Hooks.On("/v", (context, _) => SendAsync(context, code, type, body));

        await AssertFailsAsync(Called + message);
    }

    [Theory]
    [InlineData("hello", "couldn't get version/kind; json parse error: json: cannot unmarshal string into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }")]
    [InlineData("{\"response\":", "couldn't get version/kind; json parse error: unexpected end of JSON input")]
    [InlineData("{\"kind\":1}", "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string")]
    [InlineData("""{"kind":"Foo"}""", "no kind \"Foo\" is registered for version \"admission.k8s.io/v1\" in scheme \"k8s.io/apiserver/pkg/util/webhook/client.go:71\"")]
    [InlineData("""{"apiVersion":"a/b/c"}""", "unexpected GroupVersion string: a/b/c")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1beta1"}""", "converting (v1beta1.AdmissionReview) to (v1.AdmissionReview): unknown conversion")]
    [InlineData("""{"response":"x"}""", "json: cannot unmarshal string into Go struct field AdmissionReview.response of type v1.AdmissionResponse")]
    [InlineData("""{"response":{"allowed":"x"}}""", "json: cannot unmarshal string into Go struct field AdmissionResponse.response.allowed of type bool")]
    [InlineData("""{"response":{"warnings":[1]}}""", "json: cannot unmarshal number into Go struct field AdmissionResponse.response.warnings of type string")]
    [InlineData("""{"response":{"status":{"code":"x"}}}""", "json: cannot unmarshal string into Go struct field Status.response.status.code of type int32")]
    [InlineData("""{"response":{"patch":"!!!"}}""", "illegal base64 data at input byte 0")]
    public async Task WhatIsNoReview_IsToldInGosWords(string answer, string message)
    {
        _fixture.Hooks.On("/v", (context, _) => SendAsync(context, 200, "application/json", answer));

        await AssertFailsAsync(Called + message);
    }

    [Theory]
    [InlineData("hello", "invalid character 'h' looking for beginning of value")]
    [InlineData("""{"op":"add"}""", "json: cannot unmarshal object into Go value of type jsonpatch.Patch")]
    [InlineData("[1]", "json: cannot unmarshal number into Go value of type jsonpatch.Operation")]
    [InlineData("""[{"op":"add" """, "unexpected end of JSON input")]
    public async Task APatchThatIsNone_IsToldInGosWords(string patch, string why)
    {
        _fixture.Hooks.Patches("/m", patch);
        await _fixture.ConfigureAsync(AdmissionFixture.Mutating, "/m");

        var status = await _fixture.RefusedAsync();

        Assert.Equal(
            $"Internal error occurred: failed calling webhook \"hook.example.com\": received undecodable patch in webhook response: {why}",
            status.Message);
    }

    [Fact]
    public async Task ARedirect_IsFollowed()
    {
        _fixture.Hooks.On("/v", (context, _) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        _fixture.Hooks.Denies("/elsewhere", """{"message":"asked there"}""");
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        var status = await _fixture.RefusedAsync();

        Assert.Equal("admission webhook \"hook.example.com\" denied the request: asked there", status.Message);
    }

    [Theory]
    [InlineData("\u0001")]
    [InlineData("[1]")]
    [InlineData("{\"a\":\"\uFFFF\"")]
    [InlineData("{\"response\":{\"uid\":\"\\ud800\"}}")]
    public async Task Garbage_FailsTheRequest(string garbage)
    {
        _fixture.Hooks.On("/v", (context, _) => SendAsync(context, 200, "application/json", garbage));

        await AssertFailsAsync(Called + "couldn't get version/kind; json parse error: ", exact: false);
    }

    [Fact]
    public async Task BytesThatAreNoText_FailTheRequest()
    {
        _fixture.Hooks.On("/v", async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync((byte[])[.. "{\"response\":{\"uid\":\""u8, 0xC3, 0x28, .. "\"}}"u8], context.RequestAborted);
        });

        await AssertFailsAsync(Called + "couldn't get version/kind; json parse error: ", exact: false);
    }

    [Fact]
    public async Task AHugeAnswer_IsNotReadToItsEnd()
    {
        _fixture.Hooks.On("/v", async (context, _) =>
        {
            var piece = new byte[1024 * 1024];
            for (var i = 0; i < 64 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });

        await AssertFailsAsync(Called + "the webhook's answer is larger than 16777216 bytes");
    }

    [Theory]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview"}""", "webhook response was absent")]
    [InlineData("""{"response":{"uid":"$uid","allowed":true}}""", "expected webhook response of admission.k8s.io/v1, Kind=AdmissionReview, got /, Kind=")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"other","allowed":true}}""", "expected response.uid=\"$uid\", got \"other\"")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"$uid","allowed":true,"patch":"W10="}}""", "validating webhook may not return response.patch")]
    [InlineData("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"$uid","allowed":true,"patchType":"JSONPatch"}}""", "validating webhook may not return response.patchType")]
    public async Task AReviewThatDoesNotAnswer_FailsTheRequest(string answer, string message)
    {
        var uid = "";
        _fixture.Hooks.On("/v", (context, review) =>
        {
            uid = (string)review["request"]!["uid"]!;
            return SendAsync(context, 200, "application/json", answer.Replace("$uid", uid, StringComparison.Ordinal));
        });
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        var status = await _fixture.RefusedAsync();

        Assert.Equal(Invalid + message.Replace("$uid", uid, StringComparison.Ordinal), status.Message);
    }

    [Fact]
    public async Task AWebhookThatHangs_IsGivenItsTimeAndNoMore()
    {
        _fixture.Hooks.On("/v", (context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));

        await AssertFailsAsync($"{Called}Post \"{_fixture.Hooks.Url("/v")}?timeout=1s\": context deadline exceeded", """{"timeoutSeconds":1}""");
    }

    [Fact]
    public async Task ARequestThatIsGivenUp_GivesUpItsWebhooks()
    {
        var asked = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        _fixture.Hooks.On("/v", async (context, _) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ended.SetResult();
        });
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");
        using var client = new CancellationTokenSource();

        var create = _fixture.Engine.Client.CreateAsync(
            Kubernetes.Objects.BuiltInTypes.ConfigMap, Engine.EngineFixture.ConfigMap("c"), Kubernetes.Client.WriteOptions.Default, client.Token);
        await asked.Task.WaitAsync(AdmissionFixture.Token);
        await client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => create);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), AdmissionFixture.Token);
    }

    [Fact]
    public async Task AnAddressWhereNobodyListens_IsToldAsGoTellsIt()
    {
        var url = _fixture.Hooks.Url("/v");
        var address = $"127.0.0.1:{_fixture.Hooks.Port}";
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");
        await _fixture.Hooks.DisposeAsync();

        var status = await _fixture.RefusedAsync();

        Assert.Equal($"{Called}Post \"{url}?timeout=10s\": dial tcp {address}: connect: connection refused", status.Message);
        Assert.Equal((500, StatusReason.InternalError), (status.Code, status.Reason));
        Assert.Equal(status.Message["Internal error occurred: ".Length..], Assert.Single(status.Details!.Causes).Message);
    }

    [Fact]
    public async Task ACertificateOfAnotherAuthority_IsNotTrusted()
    {
        _fixture.Hooks.Allows("/v");
        var other = new Kubernetes.Certificates.CertificateFactory(TimeProvider.System).CreateAuthority("other").CertificatePem;
        var webhook = _fixture.Webhook("/v");
        webhook["clientConfig"]!["caBundle"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(other));
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "config", webhook);

        var status = await _fixture.RefusedAsync();

        Assert.Equal(
            $"{Called}Post \"{_fixture.Hooks.Url("/v")}?timeout=10s\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
            status.Message);
    }

    [Fact]
    public async Task ACertificateForAnotherName_IsNotTrusted()
    {
        await using var fixture = await AdmissionFixture.StartAsync(options: null, "webhook.example.com");
        await fixture.ConfigureAsync(AdmissionFixture.Validating, "/v");

        var status = await fixture.RefusedAsync();

        Assert.EndsWith("x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs", status.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ignore_LetsRequestsPass_ButNotWhatTheWebhookRefuses()
    {
        _fixture.Hooks.On("/v", (context, _) => SendAsync(context, 500, "text/plain", "broken"));
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v", """{"failurePolicy":"Ignore"}""");
        await _fixture.CreateAsync();

        _fixture.Hooks.Denies("/v", """{"message":"no"}""");

        Assert.Equal("admission webhook \"hook.example.com\" denied the request: no", (await _fixture.RefusedAsync("d")).Message);
    }

    private static Task SendAsync(HttpContext context, int code, string type, string body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body, context.RequestAborted);
    }

    private async Task AssertFailsAsync(string message, string extra = "{}", bool exact = true)
    {
        await _fixture.ConfigureAsync(AdmissionFixture.Validating, "/v", extra);

        var status = await _fixture.RefusedAsync();

        Assert.Equal((500, StatusReason.InternalError), (status.Code, status.Reason));
        Assert.Equal(message, exact ? status.Message : status.Message[..message.Length]);
    }
}
