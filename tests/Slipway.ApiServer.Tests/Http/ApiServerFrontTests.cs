using System.IO.Compression;
using System.Text;
using Slipway.ApiServer.Http.Health;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Hosting;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http;

public sealed class ApiServerFrontTests : IAsyncLifetime
{
    private const string Object = """{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}""";
    private const string Collection = "/api/v1/namespaces/ns/configmaps";

    private readonly bool[] _isReady = [true];
    private FrontFixture _front = null!;

    public async ValueTask InitializeAsync() =>
        _front = await FrontFixture.StartAsync(o => o with { Readiness = [new HealthCheck("store", () => _isReady[0])] });

    public ValueTask DisposeAsync() => _front.DisposeAsync();

    [Fact]
    public async Task Get_AnObject_SendsTheStoredBytes()
    {
        var (code, body, response) = await _front.SendAsync("GET", Collection + "/a?resourceVersion=3");

        Assert.Equal(200, code);
        Assert.Equal(Encoding.UTF8.GetString(ScriptedEngine.ConfigMap.Json.Span), body);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        var request = Assert.IsType<GetRequest>(_front.Engine.Last);
        Assert.Equal(("ns", "a", "3", "admin"), (request.Namespace, request.Name, request.ResourceVersion, request.User.Name));
        Assert.Equal(["system:masters", "system:authenticated"], request.User.Groups);
    }

    [Fact]
    public async Task Get_AsYaml_IsYaml()
    {
        var (_, body, response) = await _front.SendAsync("GET", Collection + "/a", accept: "application/yaml");

        Assert.StartsWith("apiVersion: v1\n", body, StringComparison.Ordinal);
        Assert.Equal("application/yaml", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task List_WithOptions_PassesThemAndStreamsItems()
    {
        var (code, body, _) = await _front.SendAsync("GET", Collection + "?labelSelector=a%3Db&limit=5&continue=c");

        Assert.Equal(200, code);
        Assert.StartsWith("""{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"9"},"items":[{"metadata":""", body, StringComparison.Ordinal);
        var request = Assert.IsType<ListRequest>(_front.Engine.Last);
        Assert.Equal(("a=b", 5L, "c"), (request.LabelSelector, request.Limit, request.Continue));
    }

    [Fact]
    public async Task List_AsTable_AsksTheEngineForIt()
    {
        var (_, body, _) = await _front.SendAsync(
            "GET", Collection + "?includeObject=Object", accept: "application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

        Assert.Equal("""{"kind":"Table","rows":2,"columns":true,"include":"Object"}""", body);
    }

    [Theory]
    [InlineData(Object, "application/json")]
    [InlineData(Object, null)]
    [InlineData("kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: a\n", "application/yaml")]
    public async Task Create_InJsonOrYaml_GivesTheEngineJson(string text, string? contentType)
    {
        var (code, _, response) = await _front.SendAsync("POST", Collection + "?dryRun=All&fieldManager=me&fieldValidation=Strict", text, contentType);

        Assert.Equal(201, code);
        Assert.Equal("""299 - "unknown field \"x\"" """.Trim(), response.Headers.GetValues("Warning").Single());
        var request = Assert.IsType<CreateRequest>(_front.Engine.Last);
        Assert.Equal(Object, Encoding.UTF8.GetString(request.Body.Utf8.Span));
        Assert.Equal(("me", "Strict", "All"), (request.FieldManager, request.FieldValidation, request.DryRun.Single()));
    }

    [Theory]
    [InlineData("application/json-patch+json", PatchType.Json)]
    [InlineData("application/merge-patch+json", PatchType.Merge)]
    [InlineData("application/strategic-merge-patch+json", PatchType.StrategicMerge)]
    [InlineData("application/apply-patch+yaml", PatchType.Apply)]
    public async Task Patch_ByContentType_IsOfThatKind(string contentType, PatchType expected)
    {
        await _front.SendAsync("PATCH", Collection + "/a/status?force=true", "{}", contentType);

        var request = Assert.IsType<PatchRequest>(_front.Engine.Last);
        Assert.Equal((expected, "status", true), (request.PatchType, request.Resource.Subresource, request.Force!.Value));
    }

    [Fact]
    public async Task Delete_WithBody_ReadsItsOptions()
    {
        await _front.SendAsync(
            "DELETE",
            Collection + "/a",
            """{"kind":"DeleteOptions","apiVersion":"v1","propagationPolicy":"Foreground","gracePeriodSeconds":0,"preconditions":{"uid":"u"}}""");

        var request = Assert.IsType<DeleteRequest>(_front.Engine.Last);
        Assert.Equal(("Foreground", 0L, "u"), (request.PropagationPolicy, request.GracePeriodSeconds!.Value, request.PreconditionUid));
    }

    [Theory]
    [InlineData("GET", "/nothing/here", null, 404, "404 page not found\n")]
    [InlineData("GET", "/apis/no.such/v1/things", null, 404, "404 page not found\n")]
    [InlineData("PATCH", Collection, "application/merge-patch+json", 405, "\"reason\":\"MethodNotAllowed\"")]
    [InlineData("PATCH", Collection + "/a", "text/plain", 415, "\"reason\":\"UnsupportedMediaType\"")]
    [InlineData("POST", Collection, "application/cbor", 415, "\"reason\":\"UnsupportedMediaType\"")]
    [InlineData("POST", Collection, ";;", 415, "\"reason\":\"UnsupportedMediaType\"")]
    [InlineData("GET", Collection + "?limit=x", null, 400, "\"reason\":\"BadRequest\"")]
    public async Task Request_ThatIsWrong_IsToldWhy(string method, string path, string? contentType, int expected, string part)
    {
        var (code, body, _) = await _front.SendAsync(method, path, method == "GET" ? null : "{a: ]", contentType);

        Assert.Equal(expected, code);
        Assert.Contains(part, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_OfABuiltInKind_IsNotAllowed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Collection + "/a");

        using var response = await _front.Admin.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(405, (int)response.StatusCode);
    }

    [Fact]
    public async Task Get_ForAPerson_IsIndented()
    {
        var (_, body, _) = await _front.SendAsync("GET", Collection + "/a?pretty=true");

        Assert.StartsWith("{\n  \"kind\": \"ConfigMap\",\n", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_LargerThanTheLimit_IsRefusedBothPlainAndCompressed()
    {
        var large = new string(' ', (3 * 1024 * 1024) + 1);
        using var compressed = new MemoryStream();
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(large));
        }

        using var content = new ByteArrayContent(compressed.ToArray()) { Headers = { ContentEncoding = { "gzip" } } };
        using var response = await _front.Admin.PostAsync(Collection, content);
        Assert.Equal(413, (int)response.StatusCode);
        Assert.Equal(413, (await _front.SendAsync("POST", Collection, large)).Code);
    }

    [Fact]
    public async Task Engine_Refuses_SendsItsStatusWithRetryAfter()
    {
        _front.Engine.Failure = new KubeApiException(new KubeStatus(429, StatusReason.TooManyRequests, "later")
        {
            Details = new StatusDetails { RetryAfterSeconds = 2 },
        });

        var (code, body, response) = await _front.SendAsync("GET", Collection + "/a");

        Assert.Equal(429, code);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        Assert.Equal(
            """{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"later","reason":"TooManyRequests","details":{"retryAfterSeconds":2},"code":429}""",
            body);
    }

    [Fact]
    public async Task Client_WithoutOrWithAStrangeCertificate_SeesHealthAndNoMore()
    {
        using var anonymous = _front.CreateClient(null);
        using var stranger = _front.CreateClient(new TestPki().IssueClient("admin", "system:masters"));
        using var nobody = _front.CreateClient(_front.Pki.IssueClient("bob", "dev"));

        Assert.Equal((200, "ok"), Two(await _front.SendAsync("GET", "/readyz", client: anonymous)));
        Assert.Equal(200, (await _front.SendAsync("GET", "/version", client: anonymous)).Code);
        Assert.Equal(403, (await _front.SendAsync("GET", "/apis", client: anonymous)).Code);
        Assert.Equal(200, (await _front.SendAsync("GET", "/apis", client: nobody)).Code);
        Assert.Equal(401, (await _front.SendAsync("GET", "/readyz", client: stranger)).Code);
        var (code, body, _) = await _front.SendAsync("GET", Collection + "/a", client: nobody);
        Assert.Equal(403, code);
        Assert.Contains(
            """configmaps \"a\" is forbidden: User \"bob\" cannot get resource \"configmaps\" in API group \"\" in the namespace \"ns\" """.TrimEnd(),
            body,
            StringComparison.Ordinal);
        Assert.Null(_front.Engine.Last);
    }

    [Theory]
    [InlineData("bob", 200)]
    [InlineData("", 400)]
    public async Task Impersonation_ByAnAdministrator_ActsAsTheOther(string user, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/apis");
        request.Headers.Add("Impersonate-User", user);
        request.Headers.Add("Impersonate-Group", "dev");

        using var response = await _front.Admin.SendAsync(request);

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Fact]
    public async Task Readiness_WhenACheckFails_SaysWhich()
    {
        _isReady[0] = false;

        Assert.Equal((500, "[+]ping ok\n[+]log ok\n[+]etcd ok\n[-]store failed: reason withheld\n[+]shutdown ok\nreadyz check failed\n"), Two(await _front.SendAsync("GET", "/readyz")));
        Assert.Equal((500, "internal server error: store is not as it must be\n"), Two(await _front.SendAsync("GET", "/readyz/store")));
        Assert.Equal((200, "ok"), Two(await _front.SendAsync("GET", "/readyz/ping")));
        Assert.Equal(404, (await _front.SendAsync("GET", "/readyz/other")).Code);
        Assert.Equal((200, "ok"), Two(await _front.SendAsync("GET", "/readyz?exclude=store")));
        Assert.Equal(
            (200, "[+]ping excluded: ok\n[+]log ok\n[+]etcd ok\n[+]store excluded: ok\nwarn: some health checks cannot be excluded: no matches for \"x\", \"y\"\nhealthz check passed\n"),
            Two(await _front.SendAsync("GET", "/healthz?verbose&exclude=y&exclude=store&exclude=ping&exclude=x")));
        Assert.Equal((200, "ok"), Two(await _front.SendAsync("GET", "/livez")));
        Assert.Equal((200, "[+]ping ok\n[+]log ok\n[+]etcd ok\nlivez check passed\n"), Two(await _front.SendAsync("GET", "/livez?verbose")));
    }

    [Fact]
    public async Task Discovery_Aggregated_RepeatsTheFormAndAnswers304()
    {
        const string aggregated = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        var (_, body, response) = await _front.SendAsync("GET", "/apis", accept: aggregated + ",application/json");
        var (_, legacy, _) = await _front.SendAsync("GET", "/apis", accept: "application/json");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/apis");
        again.Headers.TryAddWithoutValidation("Accept", aggregated);
        again.Headers.TryAddWithoutValidation("If-None-Match", response.Headers.ETag?.ToString());
        using var notModified = await _front.Admin.SendAsync(again);

        Assert.Equal(("""{"aggregated":true}""", """{"aggregated":false}"""), (body, legacy));
        Assert.Equal(aggregated, response.Content.Headers.ContentType?.ToString().Replace(" ", ""));
        Assert.Equal(304, (int)notModified.StatusCode);
    }

    private static (int Code, string Body) Two((int Code, string Body, HttpResponseMessage Response) answer) => (answer.Code, answer.Body);
}
