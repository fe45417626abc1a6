namespace Slipway.ApiServer.Tests.Access;

public sealed class RbacTests : IAsyncLifetime
{
    private const string Reader = """[{"verbs":["get","list","watch"],"apiGroups":[""],"resources":["configmaps"]}]""";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync() => _server = await AccessFixture.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("GET", "/api/v1/pods", "pods is forbidden: User \"joe\" cannot list resource \"pods\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "/api/v1/namespaces/x/pods", "pods is forbidden: User \"joe\" cannot list resource \"pods\" in API group \"\" in the namespace \"x\"")]
    [InlineData("GET", "/api/v1/namespaces/x/pods?watch=1", "pods is forbidden: User \"joe\" cannot watch resource \"pods\" in API group \"\" in the namespace \"x\"")]
    [InlineData("GET", "/api/v1/namespaces/x/pods?fieldSelector=metadata.name%3Da", "pods \"a\" is forbidden: User \"joe\" cannot list resource \"pods\" in API group \"\" in the namespace \"x\"")]
    [InlineData("DELETE", "/apis/apps/v1/namespaces/x/deployments", "deployments.apps is forbidden: User \"joe\" cannot deletecollection resource \"deployments\" in API group \"apps\" in the namespace \"x\"")]
    [InlineData("GET", "/api/v1/namespaces/x/pods/a/log", "pods \"a\" is forbidden: User \"joe\" cannot get resource \"pods/log\" in API group \"\" in the namespace \"x\"")]
    [InlineData("GET", "/api/v1/namespaces/x", "namespaces \"x\" is forbidden: User \"joe\" cannot get resource \"namespaces\" in API group \"\" in the namespace \"x\"")]
    [InlineData("GET", "/api/v1/nodes/n", "nodes \"n\" is forbidden: User \"joe\" cannot get resource \"nodes\" in API group \"\" at the cluster scope")]
    [InlineData("GET", "/metrics", "forbidden: User \"joe\" cannot get path \"/metrics\"")]
    [InlineData("POST", "/metrics", "forbidden: User \"joe\" cannot post path \"/metrics\"")]
    public async Task Request_OfAUserWithoutRoles_IsRefusedInUpstreamsWords(string method, string path, string expected)
    {
        var answer = await _server.SendAsync(_server.As("joe"), method, path);

        Assert.Equal(403, answer.Code);
        Assert.Equal(expected, answer.Message);
        Assert.Equal("Forbidden", answer.Text("reason"));
    }

    [Theory]
    [InlineData("/healthz", 200)]
    [InlineData("/livez", 200)]
    [InlineData("/readyz", 200)]
    [InlineData("/version", 200)]
    [InlineData("/api", 403)]
    [InlineData("/api/v1/pods", 403)]
    public async Task Request_OfNobody_IsAnsweredForPublicPathsAlone(string path, int expected)
    {
        var answer = await _server.GetAsync(_server.Anonymous(), path);

        Assert.Equal(expected, answer.Code);
        Assert.True(expected == 200 || answer.Message.Contains("User \"system:anonymous\" cannot", StringComparison.Ordinal), answer.Message);
    }

    [Theory]
    [InlineData("/api")]
    [InlineData("/apis/apps/v1")]
    [InlineData("/openapi/v3")]
    public async Task Request_OfAnyKnownUser_MayReadDiscovery(string path) =>
        Assert.Equal(200, (await _server.GetAsync(_server.As("joe"), path)).Code);

    [Fact]
    public async Task Role_OfANamespace_CountsThereAlone()
    {
        await _server.DoAsync("POST", "/api/v1/namespaces", """{"metadata":{"name":"other"}}""");
        await _server.GrantAsync("reader", Reader, """[{"kind":"User","name":"joe"}]""", ns: "default");
        var joe = _server.As("joe");

        Assert.Equal(200, (await _server.GetAsync(joe, "/api/v1/namespaces/default/configmaps")).Code);
        Assert.Equal(403, (await _server.GetAsync(joe, "/api/v1/namespaces/other/configmaps")).Code);
        Assert.Equal(403, (await _server.GetAsync(joe, "/api/v1/configmaps")).Code);
        Assert.Equal(403, (await _server.SendAsync(joe, "POST", "/api/v1/namespaces/default/configmaps", "{}")).Code);
    }

    [Fact]
    public async Task ClusterRole_BoundToAGroup_CountsEverywhereUntilTheBindingIsGone()
    {
        await _server.GrantAsync("reader", Reader, """[{"kind":"Group","name":"team"}]""");
        var member = _server.As("ann", "team");
        Assert.Equal(200, (await _server.GetAsync(member, "/api/v1/configmaps")).Code);

        await _server.DoAsync("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/reader");

        Assert.Equal(403, (await _server.GetAsync(member, "/api/v1/configmaps")).Code);
    }

    [Fact]
    public async Task Role_ThatChanges_CountsAtOnce()
    {
        await _server.GrantAsync("reader", Reader, """[{"kind":"User","name":"joe"}]""");
        var joe = _server.As("joe");
        Assert.Equal(200, (await _server.GetAsync(joe, "/api/v1/configmaps")).Code);

        await _server.DoAsync("PATCH", "/apis/rbac.authorization.k8s.io/v1/clusterroles/reader", """{"rules":[]}""");
        var refused = await _server.GetAsync(joe, "/api/v1/configmaps");
        await _server.DoAsync("PATCH", "/apis/rbac.authorization.k8s.io/v1/clusterroles/reader", $$"""{"rules":{{Reader}}}""");

        Assert.Equal(403, refused.Code);
        Assert.Equal(200, (await _server.GetAsync(joe, "/api/v1/configmaps")).Code);
    }

    [Fact]
    public async Task Binding_ToARoleThatIsGone_IsToldWithTheRefusal()
    {
        await _server.GrantAsync("reader", Reader, """[{"kind":"User","name":"joe"}]""");
        await _server.DoAsync("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterroles/reader");

        var answer = await _server.GetAsync(_server.As("joe"), "/api/v1/configmaps");

        Assert.EndsWith("at the cluster scope: RBAC: clusterrole.rbac.authorization.k8s.io \"reader\" not found", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResourceNames_OfARule_LetTheNamedOneBeListedByItsName()
    {
        const string Named = """[{"verbs":["get","list","watch"],"apiGroups":[""],"resources":["configmaps"],"resourceNames":["a"]}]""";
        await _server.GrantAsync("one", Named, """[{"kind":"User","name":"joe"}]""");
        var joe = _server.As("joe");

        Assert.Equal(404, (await _server.GetAsync(joe, "/api/v1/namespaces/default/configmaps/a")).Code);
        Assert.Equal(403, (await _server.GetAsync(joe, "/api/v1/namespaces/default/configmaps/b")).Code);
        Assert.Equal(200, (await _server.GetAsync(joe, "/api/v1/namespaces/default/configmaps?fieldSelector=metadata.name%3Da")).Code);
        Assert.Equal(403, (await _server.GetAsync(joe, "/api/v1/namespaces/default/configmaps")).Code);
    }

    [Fact]
    public async Task ServiceAccountSubject_OfARoleBinding_IsOfTheBindingsNamespaceByDefault()
    {
        await _server.GrantAsync("reader", Reader, """[{"kind":"ServiceAccount","name":"robot"}]""", ns: "default");

        Assert.Equal(200, (await _server.GetAsync(_server.As("system:serviceaccount:default:robot"), "/api/v1/namespaces/default/configmaps")).Code);
    }

    [Theory]
    [InlineData("roles", """{"rules":[{"verbs":["get"],"nonResourceURLs":["/x"]}]}""", "rules[0].nonResourceURLs: Invalid value: [\"/x\"]: namespaced rules cannot apply to non-resource URLs")]
    [InlineData("roles", """{"rules":[{"verbs":[],"apiGroups":[""],"resources":["pods"]}]}""", "rules[0].verbs: Required value: verbs must contain at least one value")]
    [InlineData("roles", """{"rules":[{"verbs":["get"],"resources":["pods"]}]}""", "rules[0].apiGroups: Required value: resource rules must supply at least one api group")]
    [InlineData("rolebindings", """{"roleRef":{"kind":"Thing","name":"x"}}""", "roleRef.kind: Unsupported value: \"Thing\": supported values: \"Role\", \"ClusterRole\"")]
    [InlineData("rolebindings", """{"roleRef":{"kind":"Role","name":"x"},"subjects":[{"kind":"Robot","name":"y"}]}""", "subjects[0].kind: Unsupported value: \"Robot\": supported values: \"ServiceAccount\", \"User\", \"Group\"")]
    public async Task Create_OfABadRoleOrBinding_IsRefused(string plural, string body, string expected)
    {
        var answer = await _server.SendAsync(
            _server.Admin, "POST", $"/apis/rbac.authorization.k8s.io/v1/namespaces/default/{plural}", body.Insert(1, "\"metadata\":{\"name\":\"a\"},"));

        Assert.Equal(422, answer.Code);
        Assert.EndsWith($"\"a\" is invalid: {expected}", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_OfABindingsRole_IsRefused()
    {
        await _server.GrantAsync("reader", Reader, "[]");

        var answer = await _server.SendAsync(
            _server.Admin, "PATCH", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/reader", """{"roleRef":{"name":"view"}}""");

        Assert.Equal(422, answer.Code);
        Assert.Contains("roleRef: Invalid value: {\"APIGroup\":\"rbac.authorization.k8s.io\",\"Kind\":\"ClusterRole\",\"Name\":\"view\"}: cannot change roleRef", answer.Message, StringComparison.Ordinal);
    }
}
