using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Planes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Http.Pods;

/// <summary>What kube-apiserver 1.36 answers before it turns to a kubelet.</summary>
public sealed class PodRequestTests : IAsyncLifetime
{
    private TestPlane _plane = null!;
    private HttpKubeClient _client = null!;

    private static CancellationToken Deadline => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _plane = await TestPlane.StartAsync();
        _client = _plane.CreateClient();
        await CreateAsync(BuiltInTypes.Pod, """{"name":"one","namespace":"default"}""", """{"containers":[{"name":"main","image":"i"}]}""");
        await CreateAsync(
            BuiltInTypes.Pod,
            """{"name":"two","namespace":"default"}""",
            """{"nodeName":"nowhere","containers":[{"name":"a","image":"i"},{"name":"b","image":"i"}]}""");
        await CreateAsync(BuiltInTypes.Service, """{"name":"svc","namespace":"default"}""", """{"ports":[{"port":80}]}""");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _plane.DisposeAsync();
    }

    [Theory]
    [InlineData("pods/one/exec", 400, "pod one does not have a host assigned")]
    [InlineData("pods/one/portforward", 400, "pod one does not have a host assigned")]
    [InlineData("pods/two/exec", 400, "a container name must be specified for pod two, choose one of: [a b]")]
    [InlineData("pods/two/exec?container=zz", 400, "container zz is not valid for pod two")]
    [InlineData("pods/two/exec?container=a&command=ls", 404, "pods \"nowhere\" not found")]
    [InlineData("pods/two/portforward?ports=80", 404, "pods \"nowhere\" not found")]
    [InlineData("pods/none/exec", 404, "pods \"none\" not found")]
    [InlineData("pods/two/log", 400, "a container name must be specified for pod two, choose one of: [a b]")]
    [InlineData("pods/two/log?container=a", 404, "pods \"nowhere\" not found")]
    [InlineData("pods/one/log?tailLines=x", 400, "strconv.ParseInt: parsing \"x\": invalid syntax")]
    [InlineData("pods/one/log?sinceTime=zz", 400, "parsing time \"zz\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"zz\" as \"2006\"")]
    [InlineData("pods/one/log?stream=All", 422, "PodLogOptions \"one\" is invalid: stream: Forbidden: may not be specified")]
    [InlineData(
        "pods/one/log?tailLines=-1&limitBytes=0&sinceSeconds=0",
        422,
        "PodLogOptions \"one\" is invalid: [tailLines: Invalid value: -1: must be greater than or equal to 0, limitBytes: Invalid value: 0: must be greater than 0, sinceSeconds: Invalid value: 0: must be greater than 0]")]
    [InlineData("pods/one/proxy", 400, "address not allowed")]
    [InlineData("pods/https:one:443/proxy/a/b", 400, "address not allowed")]
    [InlineData("pods/a:b:c:d/proxy", 400, "invalid pod request \"a:b:c:d\"")]
    [InlineData("pods/none/proxy/x", 404, "pods \"none\" not found")]
    [InlineData("services/svc:99/proxy", 503, "no service port 99 found for service \"svc\"")]
    [InlineData("services/svc/proxy", 404, "services \"svc\" not found")]
    public async Task Request_ThatCannotBeServed_IsToldWhy(string request, int code, string message)
    {
        var error = await Assert.ThrowsAsync<KubeApiException>(() => _client.GetRawAsync("/api/v1/namespaces/default/" + request, Deadline));

        Assert.Equal((code, message), (error.Status.Code, error.Status.Message));
    }

    [Fact]
    public async Task Log_OfAPodWithoutANode_IsEmpty() =>
        Assert.Equal("", await _client.GetRawAsync("/api/v1/namespaces/default/pods/one/log", Deadline));

    private Task CreateAsync(ResourceType type, string metadata, string spec) => _client.CreateAsync(
        type,
        (JsonObject)JsonNode.Parse($$"""{"apiVersion":"v1","kind":"{{type.Kind.Kind}}","metadata":{{metadata}},"spec":{{spec}}}""")!,
        WriteOptions.Default,
        Deadline);
}
