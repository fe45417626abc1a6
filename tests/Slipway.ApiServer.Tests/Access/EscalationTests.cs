namespace Slipway.ApiServer.Tests.Access;

public sealed class EscalationTests : IAsyncLifetime
{
    private const string Roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    private const string Bindings = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";

    private const string Writer = """
        [{"verbs":["get","create","update","patch"],"apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles","clusterrolebindings"]},
         {"verbs":["get","list"],"apiGroups":[""],"resources":["pods"]}]
        """;

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccessFixture.StartAsync();
        await _server.GrantAsync("writer", Writer, """[{"kind":"User","name":"eve"}]""");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Role_OfMoreThanItsWriterHas_IsRefusedWithWhatIsMissing()
    {
        var answer = await _server.SendAsync(
            _server.As("eve", "team"), "POST", Roles, """{"metadata":{"name":"r"},"rules":[{"verbs":["get","delete"],"apiGroups":[""],"resources":["pods","secrets"]}]}""");

        Assert.Equal(403, answer.Code);
        Assert.Equal(
            "clusterroles.rbac.authorization.k8s.io \"r\" is forbidden: user \"eve\" (groups=[\"team\" \"system:authenticated\"]) is attempting to "
            + "grant RBAC permissions not currently held:\n{APIGroups:[\"\"], Resources:[\"pods\"], Verbs:[\"delete\"]}\n"
            + "{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\" \"delete\"]}",
            answer.Message);
    }

    [Fact]
    public async Task Role_OfWhatItsWriterHas_IsWritten() => Assert.Equal(
        201,
        (await _server.SendAsync(
            _server.As("eve"), "POST", Roles, """{"metadata":{"name":"r"},"rules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}]}""")).Code);

    [Fact]
    public async Task Role_ThatCollectsOthers_NeedsAnAdministrator()
    {
        const string Body = """{"metadata":{"name":"r"},"aggregationRule":{"clusterRoleSelectors":[{"matchLabels":{"a":"b"}}]}}""";

        var answer = await _server.SendAsync(_server.As("eve"), "POST", Roles, Body);

        Assert.Equal(
            "clusterroles.rbac.authorization.k8s.io \"r\" is forbidden: must have cluster-admin privileges to use the aggregationRule", answer.Message);
    }

    [Fact]
    public async Task Binding_OfARoleThatItsWriterDoesNotHave_IsRefusedUntilHeMayBindIt()
    {
        const string Body = """{"metadata":{"name":"b"},"roleRef":{"kind":"ClusterRole","name":"cluster-admin"},"subjects":[{"kind":"User","name":"eve"}]}""";
        var eve = _server.As("eve");
        var refused = await _server.SendAsync(eve, "POST", Bindings, Body);
        await _server.GrantAsync(
            "binder",
            """[{"verbs":["bind"],"apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles"],"resourceNames":["cluster-admin"]}]""",
            """[{"kind":"User","name":"eve"}]""");

        Assert.Equal(403, refused.Code);
        Assert.Contains("{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}\n{NonResourceURLs:[\"*\"], Verbs:[\"*\"]}", refused.Message, StringComparison.Ordinal);
        Assert.Equal(201, (await _server.SendAsync(eve, "POST", Bindings, Body)).Code);
    }

    [Fact]
    public async Task Binding_OfARoleThatIsNotThere_IsNotFoundForWhoMayNotBind()
    {
        var answer = await _server.SendAsync(
            _server.As("eve"), "POST", Bindings, """{"metadata":{"name":"b"},"roleRef":{"kind":"ClusterRole","name":"none"}}""");

        Assert.Equal(404, answer.Code);
        Assert.Equal("clusterrolebindings.rbac.authorization.k8s.io \"none\" not found", answer.Message);
    }

    [Fact]
    public async Task Role_OfMorePower_MayHaveItsFinalizersChangedAndNothingElse()
    {
        var eve = _server.As("eve");

        var finalizer = await _server.SendAsync(eve, "PATCH", $"{Roles}/cluster-admin", """{"metadata":{"finalizers":["example.com/x"]}}""");
        var label = await _server.SendAsync(eve, "PATCH", $"{Roles}/cluster-admin", """{"metadata":{"labels":{"a":"b"}}}""");

        Assert.Equal(200, finalizer.Code);
        Assert.Equal(403, label.Code);
    }

    [Fact]
    public async Task Role_OfAnything_IsWrittenByWhoMayEscalate()
    {
        await _server.GrantAsync(
            "escalator",
            """[{"verbs":["escalate"],"apiGroups":["rbac.authorization.k8s.io"],"resources":["clusterroles"]}]""",
            """[{"kind":"User","name":"eve"}]""");

        var answer = await _server.SendAsync(
            _server.As("eve"), "POST", Roles, """{"metadata":{"name":"r"},"rules":[{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}]}""");

        Assert.Equal(201, answer.Code);
    }
}
