using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Access;

namespace Slipway.ApiServer.Tests.Admission.BuiltIn;

/// <summary>Pod Security Standards by a namespace's labels. Texts are kube-apiserver 1.36's.</summary>
public sealed class PodSecurityTests : IAsyncLifetime
{
    private const string Namespace = "/api/v1/namespaces/default";
    private const string Right =
        """{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"runAsNonRoot":true,"seccompProfile":{"type":"RuntimeDefault"}}""";

    private AccessFixture _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await AccessFixture.StartAsync();
        await _server.UntilAsync($"{Namespace}/serviceaccounts/default", a => a.Code == 200);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("baseline", """{"hostNetwork":true,"hostIPC":true}""", """host namespaces (hostNetwork=true, hostIPC=true)""")]
    [InlineData(
        "baseline",
        """{"containers":[{"name":"c","image":"i","securityContext":{"privileged":true}},{"name":"d","image":"i","securityContext":{"privileged":true}}]}""",
        """privileged (containers "c", "d" must not set securityContext.privileged=true)""")]
    [InlineData(
        "baseline",
        """{"containers":[{"name":"c","image":"i","securityContext":{"capabilities":{"add":["SYS_TIME","CHOWN","NET_ADMIN"]}}}]}""",
        """non-default capabilities (container "c" must not include "NET_ADMIN", "SYS_TIME" in securityContext.capabilities.add)""")]
    [InlineData(
        "baseline",
        """{"containers":[{"name":"c","image":"i","ports":[{"containerPort":80,"hostPort":80},{"containerPort":81,"hostPort":8081}]}]}""",
        """hostPort (container "c" uses hostPorts 80, 8081)""")]
    [InlineData(
        "baseline",
        """{"securityContext":{"seLinuxOptions":{"role":"r"},"sysctls":[{"name":"kernel.msgmax","value":"1"}]}}""",
        """seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: role may not be set), forbidden sysctls (kernel.msgmax)""")]
    [InlineData(
        "baseline",
        """{"volumes":[{"name":"v","hostPath":{"path":"/x"}},{"name":"w","hostPath":{"path":"/y"}}]}""",
        """hostPath volumes (volumes "v", "w")""")]
    [InlineData(
        "restricted",
        """{"securityContext":{"runAsUser":0,"runAsNonRoot":false},"volumes":[{"name":"v","hostPath":{"path":"/x"}},{"name":"w","nfs":{"server":"s","path":"/p"}}]}""",
        """
        allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities
         (container "c" must set securityContext.capabilities.drop=["ALL"]), restricted volume types (volumes "v", "w" use restricted volume types
         "hostPath", "nfs"), runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false), runAsUser=0 (pod must not set
         runAsUser=0), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")
        """)]
    public async Task Pod_ThatViolatesWhatIsEnforced_IsRefused(string level, string spec, string why)
    {
        await LabelAsync($"\"enforce\":\"{level}\"");

        var refused = await PodAsync("p", spec);

        Assert.Equal(403, refused.Code);
        Assert.Equal(
            $"pods \"p\" is forbidden: violates PodSecurity \"{level}:latest\": {why.Replace("\n", "", StringComparison.Ordinal)}", refused.Text("message"));
    }

    [Fact]
    public async Task Pod_ThatKeepsToWhatIsEnforced_IsTaken()
    {
        await LabelAsync("\"enforce\":\"restricted\"");

        Assert.Equal(201, (await PodAsync("p", $$"""{"containers":[{"name":"c","image":"i","securityContext":{{Right}} }]}""")).Code);
    }

    // What a version did not know yet is allowed.
    [Fact]
    public async Task Pod_UnderAnOlderVersion_KeepsToItsRules()
    {
        await LabelAsync("\"enforce\":\"restricted\",\"enforce-version\":\"v1.7\"");

        Assert.Equal(201, (await PodAsync("p", """{"securityContext":{"runAsNonRoot":true}}""")).Code);
    }

    [Theory]
    [InlineData("\"enforce\":\"strict\"", "[pod-security.kubernetes.io/enforce]: Invalid value: \"strict\": must be one of privileged, baseline, restricted")]
    [InlineData("\"warn-version\":\"1.30\"", "[pod-security.kubernetes.io/warn-version]: Invalid value: \"1.30\": must be \"latest\" or \"v1.x\"")]
    public async Task Label_ThatMeansNothing_IsRefused(string label, string why)
    {
        var refused = await LabelAsync(label);

        Assert.Equal((422, $"Namespace \"default\" is invalid: metadata.labels{why}"), (refused.Code, refused.Text("message")));
    }

    [Fact]
    public async Task Client_IsWarned_OfPodsToComeAndPodsThatAreThere()
    {
        const string Template = """{"metadata":{"labels":{"a":"b"} },"spec":{"hostPID":true,"containers":[{"name":"c","image":"i"}]} }""";
        await PodAsync("a", """{"hostPID":true}""");
        await PodAsync("b", """{"hostPID":true}""");

        var labelled = await LabelAsync("\"enforce\":\"baseline\"");
        var deployment = await _server.SendAsync(
            _server.Admin,
            "POST",
            "/apis/apps/v1/namespaces/default/deployments",
            $$"""{"metadata":{"name":"d"},"spec":{"selector":{"matchLabels":{"a":"b"} },"template":{{Template}} } }""");

        Assert.Equal(
            ["existing pods in namespace \"default\" violate the new PodSecurity enforce level \"baseline:latest\"", "a (and 1 other pod): host namespaces"],
            labelled.Warnings);
        Assert.Equal(["would violate PodSecurity \"baseline:latest\": host namespaces (hostPID=true)"], deployment.Warnings);
    }

    private Task<Answer> LabelAsync(string labels)
    {
        var own = new JsonObject(JsonNode.Parse($"{{{labels}}}")!.AsObject()
            .Select(l => KeyValuePair.Create($"pod-security.kubernetes.io/{l.Key}", l.Value?.DeepClone())));
        var body = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = own } };
        return _server.SendAsync(_server.Admin, "PATCH", Namespace, body.ToJsonString());
    }

    private Task<Answer> PodAsync(string name, string spec)
    {
        var pod = JsonNode.Parse(spec)!.AsObject();
        pod["containers"] ??= new JsonArray(new JsonObject { ["name"] = "c", ["image"] = "i" });
        var body = new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = pod };
        return _server.SendAsync(_server.Admin, "POST", $"{Namespace}/pods", body.ToJsonString());
    }
}
