using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.Access;

public sealed class ReviewTests : IAsyncLifetime
{
    private const string Authorization = "/apis/authorization.k8s.io/v1/";
    private const string Authentication = "/apis/authentication.k8s.io/v1/";
    private const string Reader = """[{"verbs":["get"],"apiGroups":[""],"resources":["configmaps"]},{"verbs":["get"],"nonResourceURLs":["/x"]}]""";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccessFixture.StartAsync();
        await _server.GrantAsync("reader", Reader, """[{"kind":"User","name":"joe"},{"kind":"Group","name":"team"}]""");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("""{"user":"joe","resourceAttributes":{"verb":"get","resource":"configmaps","namespace":"x"}}""", """{"allowed":true,"reason":"RBAC: allowed by ClusterRoleBinding \"reader\" of ClusterRole \"reader\" to User \"joe\""}""")]
    [InlineData("""{"groups":["team"],"resourceAttributes":{"verb":"get","resource":"configmaps"}}""", """{"allowed":true,"reason":"RBAC: allowed by ClusterRoleBinding \"reader\" of ClusterRole \"reader\" to Group \"team\""}""")]
    [InlineData("""{"user":"joe","nonResourceAttributes":{"verb":"get","path":"/x"}}""", """{"allowed":true,"reason":"RBAC: allowed by ClusterRoleBinding \"reader\" of ClusterRole \"reader\" to User \"joe\""}""")]
    [InlineData("""{"user":"joe","resourceAttributes":{"verb":"delete","resource":"configmaps"}}""", """{"allowed":false}""")]
    [InlineData("""{"user":"ann","groups":["system:masters"],"resourceAttributes":{"verb":"delete","resource":"configmaps"}}""", """{"allowed":true}""")]
    public async Task SubjectAccessReview_OfAnybody_TellsWhetherAndWhy(string spec, string status)
    {
        var answer = await _server.DoAsync("POST", Authorization + "subjectaccessreviews", $$"""{"spec":{{spec}}}""");

        Assert.Equal(201, answer.Code);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(status), answer.Body["status"]), answer.Body.ToJsonString());
    }

    [Theory]
    [InlineData("subjectaccessreviews", """{"spec":{"resourceAttributes":{"verb":"get"}}}""", "spec.user: Invalid value: \"\": at least one of user or group must be specified")]
    [InlineData("subjectaccessreviews", """{"spec":{"user":"a"}}""", "spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified")]
    [InlineData("selfsubjectaccessreviews", """{"metadata":{"name":"a"},"spec":{"resourceAttributes":{"verb":"get"}}}""", "metadata: Invalid value: ")]
    [InlineData("namespaces/default/localsubjectaccessreviews", """{"spec":{"user":"a","resourceAttributes":{"verb":"get","namespace":"b"}}}""", "spec.resourceAttributes.namespace: Invalid value: \"b\": must match metadata.namespace")]
    public async Task AccessReview_OfABadQuestion_IsRefused(string resource, string body, string expected)
    {
        var answer = await _server.SendAsync(_server.Admin, "POST", Authorization + resource, body);

        Assert.Equal(422, answer.Code);
        Assert.StartsWith($".authorization.k8s.io \"\" is invalid: {expected}", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SelfSubjectAccessReview_OfAUser_IsAboutHim()
    {
        const string Body = """{"spec":{"resourceAttributes":{"verb":"get","resource":"configmaps"}}}""";

        var joe = await _server.SendAsync(_server.As("joe"), "POST", Authorization + "selfsubjectaccessreviews", Body);
        var ann = await _server.SendAsync(_server.As("ann"), "POST", Authorization + "selfsubjectaccessreviews", Body);

        Assert.Equal("true", joe.Text("status", "allowed"));
        Assert.Equal("false", ann.Text("status", "allowed"));
    }

    [Fact]
    public async Task SubjectAccessReview_OfAUserWithoutTheRole_IsForbidden() => Assert.Equal(
        403, (await _server.SendAsync(_server.As("joe"), "POST", Authorization + "subjectaccessreviews", "{}")).Code);

    [Fact]
    public async Task RulesReview_OfAUser_ListsWhatHeMayDo()
    {
        var answer = await _server.SendAsync(
            _server.As("joe"), "POST", Authorization + "selfsubjectrulesreviews", """{"spec":{"namespace":"default"}}""");

        Assert.Equal(201, answer.Code);
        var rules = ((JsonArray)answer.Body["status"]!["resourceRules"]!).Select(r => r!.ToJsonString()).ToList();
        Assert.Contains("""{"verbs":["get"],"apiGroups":[""],"resources":["configmaps"]}""", rules);
        Assert.Contains("\"/x\"", answer.Body["status"]!["nonResourceRules"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("false", answer.Text("status", "incomplete"));
        Assert.Equal("{}", answer.Text("spec"));
    }

    [Fact]
    public async Task RulesReview_WithoutANamespace_IsABadRequest()
    {
        var answer = await _server.SendAsync(_server.As("joe"), "POST", Authorization + "selfsubjectrulesreviews", "{}");

        Assert.Equal((400, "no namespace on request"), (answer.Code, answer.Message));
    }

    [Fact]
    public async Task SelfSubjectReview_OfAUserByCertificate_TellsHisNameGroupsAndCredential()
    {
        var answer = await _server.SendAsync(_server.As("joe", "team"), "POST", Authentication + "selfsubjectreviews", "{}");

        Assert.Equal("joe", answer.Text("status", "userInfo", "username"));
        Assert.Equal("""["team","system:authenticated"]""", answer.Text("status", "userInfo", "groups"));
        Assert.Contains("X509SHA256=", answer.Text("status", "userInfo", "extra"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenReview_OfAToken_TellsItsUserAndAudience()
    {
        await _server.DoAsync("POST", "/api/v1/namespaces/default/serviceaccounts", """{"metadata":{"name":"robot"}}""");
        var token = await _server.IssueTokenAsync("robot", """{"audiences":["vault","other"]}""");

        var asked = await _server.DoAsync("POST", Authentication + "tokenreviews", $$"""{"spec":{"audiences":["vault"],"token":"{{token}}"} }""");
        var notAsked = await _server.DoAsync("POST", Authentication + "tokenreviews", $$"""{"spec":{"token":"{{token}}"} }""");

        Assert.Equal("true", asked.Text("status", "authenticated"));
        Assert.Equal("""["vault"]""", asked.Text("status", "audiences"));
        Assert.Equal("system:serviceaccount:default:robot", asked.Text("status", "user", "username"));
        Assert.Null(notAsked.Body["status"]!["authenticated"]);
        Assert.StartsWith("[invalid bearer token, token audiences", notAsked.Text("status", "error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenReview_WithoutAToken_IsABadRequest()
    {
        var answer = await _server.SendAsync(_server.Admin, "POST", Authentication + "tokenreviews", "{}");

        Assert.Equal((400, "token is required for TokenReview in authentication"), (answer.Code, answer.Message));
    }
}
