using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.Access;

public sealed class HousekeepingTests : IAsyncLifetime
{
    private const string Core = "/api/v1/namespaces";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync() => _server = await AccessFixture.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    [InlineData("new")]
    public async Task Namespace_OfAnyAge_HasItsAccountAndTheClustersAuthority(string ns)
    {
        if (ns == "new")
        {
            await _server.DoAsync("POST", Core, """{"metadata":{"name":"new"}}""");
        }

        await _server.UntilAsync($"{Core}/{ns}/serviceaccounts/default", a => a.Code == 200);
        var authority = await _server.UntilAsync($"{Core}/{ns}/configmaps/kube-root-ca.crt", a => a.Code == 200);
        Assert.Equal(_server.Pki.Authority.CertificatePem, authority.Text("data", "ca.crt"));
    }

    [Fact]
    public async Task DefaultAccountAndAuthority_WhenDeletedOrChanged_ComeBack()
    {
        const string Authority = $"{Core}/default/configmaps/kube-root-ca.crt";
        var account = await _server.UntilAsync($"{Core}/default/serviceaccounts/default", a => a.Code == 200);
        await _server.UntilAsync(Authority, a => a.Code == 200);

        await _server.DoAsync("DELETE", $"{Core}/default/serviceaccounts/default");
        await _server.DoAsync("PATCH", Authority, """{"data":{"ca.crt":"other"}}""");

        await _server.UntilAsync($"{Core}/default/serviceaccounts/default", a => a.Code == 200 && a.Text("metadata", "uid") != account.Text("metadata", "uid"));
        await _server.UntilAsync(Authority, a => a.Text("data", "ca.crt") == _server.Pki.Authority.CertificatePem);
        await _server.DoAsync("DELETE", Authority);
        await _server.UntilAsync(Authority, a => a.Code == 200);
    }

    [Fact]
    public async Task Server_ThatIsAnnounced_IsFoundByItsService_AndStaysSo()
    {
        string[] paths =
        [
            $"{Core}/default/services/kubernetes", $"{Core}/default/endpoints/kubernetes", "/apis/networking.k8s.io/v1/servicecidrs/kubernetes",
            "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes", $"{Core}/kube-system/configmaps/extension-apiserver-authentication",
        ];
        _server.Engine.Announce(new IPEndPoint(IPAddress.Loopback, 4711));
        foreach (var path in paths)
        {
            await _server.UntilAsync(path, a => a.Code == 200);
            await _server.DoAsync("DELETE", path);
            await _server.UntilAsync(path, a => a.Code == 200);
        }

        var service = await _server.UntilAsync(paths[0], a => a.Code == 200);
        Assert.Equal("10.96.0.1", service.Text("spec", "clusterIP"));
        await _server.DoAsync("PATCH", paths[1], """{"subsets":null}""");
        await _server.UntilAsync(paths[1], a => a.Body["subsets"]?[0]?["addresses"]?[0]?["ip"]?.ToString() == "127.0.0.1");
        _server.Engine.Announce(new IPEndPoint(IPAddress.Parse("10.0.0.10"), 4712));
        await _server.UntilAsync(paths[3], a => a.Body["endpoints"]?[0]?["addresses"]?[0]?.ToString() == "10.0.0.10" && a.Body["ports"]?[0]?["port"]?.ToString() == "4712");
        await _server.UntilAsync(paths[0], a => a.Body["spec"]?["ports"]?[0]?["targetPort"]?.ToString() == "4712");
    }

    [Fact]
    public async Task Server_ThatIsAnnouncedAgain_WritesNothing()
    {
        const string Last = $"{Core}/kube-system/configmaps/extension-apiserver-authentication";
        _server.Engine.Announce(new IPEndPoint(IPAddress.Loopback, 4711));
        var before = await _server.UntilAsync(Last, a => a.Code == 200);
        _server.Engine.Announce(new IPEndPoint(IPAddress.Loopback, 4711));
        await _server.DoAsync("DELETE", $"{Core}/default/services/kubernetes");
        await _server.UntilAsync($"{Core}/default/services/kubernetes", a => a.Code == 200);

        Assert.Equal(before.Text("metadata", "resourceVersion"), (await _server.DoAsync("GET", Last)).Text("metadata", "resourceVersion"));
    }

    [Fact]
    public async Task FlowSchema_TellsWhetherItsPriorityLevelIsThere()
    {
        const string Group = "/apis/flowcontrol.apiserver.k8s.io/v1";
        await _server.DoAsync(
            "POST", $"{Group}/flowschemas", """{"metadata":{"name":"f"},"spec":{"priorityLevelConfiguration":{"name":"late"}}}""");

        await _server.UntilAsync($"{Group}/flowschemas/f", a => Dangles(a.Body) == "True NotFound");
        await _server.DoAsync(
            "POST",
            $"{Group}/prioritylevelconfigurations",
            """{"metadata":{"name":"late"},"spec":{"type":"Limited","limited":{"limitResponse":{"type":"Reject"}}}}""");

        await _server.UntilAsync($"{Group}/flowschemas/f", a => Dangles(a.Body) == "False Found");

        static string Dangles(JsonNode? schema) =>
            schema?["status"]?["conditions"]?[0] is { } condition ? $"{condition["status"]} {condition["reason"]}" : "";
    }

    [Fact]
    public async Task Namespace_WithAllThat_CanBeDeleted()
    {
        await _server.DoAsync("POST", Core, """{"metadata":{"name":"short"}}""");
        await _server.UntilAsync($"{Core}/short/configmaps/kube-root-ca.crt", a => a.Code == 200);

        await _server.DoAsync("DELETE", $"{Core}/short");

        await _server.UntilAsync($"{Core}/short", a => a.Code == 404);
    }

    [Theory]
    [InlineData("{}", """[{"key":"node.kubernetes.io/not-ready","effect":"NoSchedule"}]""")]
    [InlineData(
        """{"taints":[{"key":"a","effect":"NoExecute"}]}""",
        """[{"key":"a","effect":"NoExecute"},{"key":"node.kubernetes.io/not-ready","effect":"NoSchedule"}]""")]
    [InlineData(
        """{"taints":[{"key":"node.kubernetes.io/not-ready","value":"x","effect":"NoSchedule"}]}""",
        """[{"key":"node.kubernetes.io/not-ready","value":"x","effect":"NoSchedule"}]""")]
    public async Task Node_ThatIsNew_KeepsPodsAwayUntilItIsReady(string spec, string taints)
    {
        var node = await _server.DoAsync(
            "POST", "/api/v1/nodes", $$$"""{"metadata":{"name":"n"},"spec":{{{spec}}},"status":{"phase":"Running"}}""");
        Assert.Equal("Running", node.Text("status", "phase"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(taints), node.Body["spec"]!["taints"]), node.Body.ToJsonString());

        var ready = await _server.DoAsync("PATCH", "/api/v1/nodes/n", """{"spec":{"taints":null}}""");
        Assert.Null(ready.Body["spec"]!["taints"]);
    }

    [Fact]
    public async Task Pod_WithoutAnAccount_ActsAsTheDefaultOne()
    {
        await _server.DoAsync("POST", Core, """{"metadata":{"name":"fresh"}}""");

        var pod = await _server.DoAsync("POST", $"{Core}/fresh/pods", """{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}""");

        Assert.Equal("default", pod.Text("spec", "serviceAccountName"));
        var volume = (JsonObject)((JsonArray)pod.Body["spec"]!["volumes"]!)[0]!;
        Assert.StartsWith("kube-api-access-", (string?)volume["name"], StringComparison.Ordinal);
        Assert.Contains("\"expirationSeconds\":3607", volume.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(
            "/var/run/secrets/kubernetes.io/serviceaccount", pod.Body["spec"]!["containers"]![0]!["volumeMounts"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pod_OfAnAccountThatIsNotThere_IsRefused()
    {
        var answer = await _server.SendAsync(
            _server.Admin, "POST", $"{Core}/default/pods", """{"metadata":{"name":"p"},"spec":{"serviceAccountName":"none","containers":[{"name":"c","image":"i"}]}}""");

        Assert.Equal(
            (403, "pods \"p\" is forbidden: error looking up service account default/none: serviceaccount \"none\" not found"),
            (answer.Code, answer.Message));
    }

    [Fact]
    public async Task Pod_ThatWantsNoToken_HasNoVolumeOfIt()
    {
        var pod = await _server.DoAsync(
            "POST", $"{Core}/default/pods", """{"metadata":{"name":"p"},"spec":{"automountServiceAccountToken":false,"containers":[{"name":"c","image":"i"}]}}""");

        Assert.Null(pod.Body["spec"]!["volumes"]);
    }

    [Fact]
    public async Task TokenSecret_OfAnAccount_IsFilledWorksAndEndsWithTheAccount()
    {
        await _server.DoAsync("POST", $"{Core}/default/serviceaccounts", """{"metadata":{"name":"robot"}}""");
        await _server.DoAsync(
            "POST",
            $"{Core}/default/secrets",
            """{"metadata":{"name":"t","annotations":{"kubernetes.io/service-account.name":"robot"}},"type":"kubernetes.io/service-account-token"}""");

        var secret = await _server.UntilAsync($"{Core}/default/secrets/t", a => a.Text("data", "token") is not null);
        var client = _server.WithToken(Encoding.UTF8.GetString(Convert.FromBase64String(secret.Text("data", "token")!)));
        Assert.Equal("ZGVmYXVsdA==", secret.Text("data", "namespace"));
        Assert.Equal(200, (await _server.GetAsync(client, "/api")).Code);

        await _server.DoAsync("DELETE", $"{Core}/default/serviceaccounts/robot");

        await _server.UntilAsync($"{Core}/default/secrets/t", a => a.Code == 404);
        Assert.Equal(401, (await _server.GetAsync(client, "/api")).Code);
    }

    [Fact]
    public async Task BootstrapTokenSecret_PastItsTime_IsDeleted()
    {
        var expiration = Convert.ToBase64String(Encoding.UTF8.GetBytes(_server.Time.GetUtcNow().AddMinutes(15).ToString("O")));
        await _server.DoAsync(
            "POST",
            $"{Core}/kube-system/secrets",
            $$"""{"metadata":{"name":"bootstrap-token-abcdef"},"type":"bootstrap.kubernetes.io/token","data":{"expiration":"{{expiration}}"} }""");
        _server.Time.Advance(TimeSpan.FromMinutes(14));
        await _server.DoAsync("GET", $"{Core}/kube-system/secrets/bootstrap-token-abcdef");

        await _server.UntilAsync(
            $"{Core}/kube-system/secrets/bootstrap-token-abcdef",
            a => a.Code == 404,
            meanwhile: () => _server.Time.Advance(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task ClusterRole_WithALabelThatOthersCollect_GivesThemItsRules()
    {
        const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
        await _server.DoAsync("POST", Roles, """{"metadata":{"name":"all"},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"part":"all"}}]}}""");
        await _server.DoAsync(
            "POST", Roles, """{"metadata":{"name":"one","labels":{"part":"all"}},"rules":[{"verbs":["get"],"apiGroups":["x"],"resources":["y"]}]}""");
        await _server.DoAsync(
            "POST",
            Roles,
            """{"metadata":{"name":"two","labels":{"rbac.authorization.k8s.io/aggregate-to-view":"true"}},"rules":[{"verbs":["get"],"apiGroups":["x"],"resources":["z"]}]}""");

        await _server.UntilAsync($"{Roles}/all", a => a.Text("rules") == """[{"verbs":["get"],"apiGroups":["x"],"resources":["y"]}]""");
        await _server.UntilAsync($"{Roles}/admin", a => a.Text("rules")!.Contains("\"z\"", StringComparison.Ordinal));
        await _server.DoAsync("DELETE", $"{Roles}/one");
        await _server.UntilAsync($"{Roles}/all", a => a.Text("rules") is null or "[]");
    }
}
