namespace Slipway.ApiServer.Tests.Access;

public sealed class ImpersonationTests : IAsyncLifetime
{
    private const string Me = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync() => _server = await AccessFixture.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Headers_OfAnAdministrator_MakeAnotherOfHim()
    {
        var answer = await _server.SendAsync(
            _server.Admin, "POST", Me, "{}",
            ("Impersonate-User", "joe"), ("Impersonate-Group", "a"), ("Impersonate-Uid", "u1"),
            ("Impersonate-Extra-Scopes", "view"), ("Impersonate-Extra-example.com%2fteam", "x"));

        Assert.Equal(
            """{"username":"joe","uid":"u1","groups":["a","system:authenticated"],"extra":{"example.com/team":["x"],"scopes":["view"]}}""",
            answer.Text("status", "userInfo"));
    }

    [Fact]
    public async Task ServiceAccount_WithoutGroups_HasThoseOfServiceAccounts()
    {
        var answer = await _server.SendAsync(_server.Admin, "POST", Me, "{}", ("Impersonate-User", "system:serviceaccount:ns:robot"));

        Assert.Equal(
            """["system:serviceaccounts","system:serviceaccounts:ns","system:authenticated"]""", answer.Text("status", "userInfo", "groups"));
    }

    [Fact]
    public async Task Anonymous_IsOfTheUnknown()
    {
        var answer = await _server.SendAsync(_server.Admin, "GET", "/api", body: null, ("Impersonate-User", "system:anonymous"));

        Assert.Equal("forbidden: User \"system:anonymous\" cannot get path \"/api\"", answer.Message);
    }

    [Theory]
    [InlineData("User", "joe", "users \"joe\" is forbidden: User \"eve\" cannot impersonate resource \"users\" in API group \"\" at the cluster scope")]
    [InlineData("User", "system:serviceaccount:ns:robot", "serviceaccounts \"robot\" is forbidden: User \"eve\" cannot impersonate resource \"serviceaccounts\" in API group \"\" in the namespace \"ns\"")]
    [InlineData("Group", "team", "groups \"team\" is forbidden: User \"eve\" cannot impersonate resource \"groups\" in API group \"\" at the cluster scope")]
    [InlineData("Uid", "u", "uids.authentication.k8s.io \"u\" is forbidden: User \"eve\" cannot impersonate resource \"uids\" in API group \"authentication.k8s.io\" at the cluster scope")]
    [InlineData("Extra-Scopes", "s", "userextras.authentication.k8s.io \"s\" is forbidden: User \"eve\" cannot impersonate resource \"userextras/scopes\" in API group \"authentication.k8s.io\" at the cluster scope")]
    public async Task Header_OfWhoMayNot_IsForbidden(string header, string value, string expected)
    {
        await _server.GrantAsync(
            "impersonator",
            """[{"verbs":["impersonate"],"apiGroups":[""],"resources":["users"],"resourceNames":["ann"]}]""",
            """[{"kind":"User","name":"eve"}]""");
        (string, string)[] headers = header == "User" ? [("Impersonate-User", value)] : [("Impersonate-User", "ann"), ($"Impersonate-{header}", value)];

        var answer = await _server.SendAsync(_server.As("eve"), "GET", "/api", body: null, headers);

        Assert.Equal((403, expected), (answer.Code, answer.Message));
        Assert.Equal(200, (await _server.SendAsync(_server.As("eve"), "GET", "/api", body: null, ("Impersonate-User", "ann"))).Code);
    }

    [Fact]
    public async Task Group_WithoutAUser_IsABadRequest() => Assert.Equal(
        400, (await _server.SendAsync(_server.Admin, "GET", "/api", body: null, ("Impersonate-Group", "team"))).Code);
}
