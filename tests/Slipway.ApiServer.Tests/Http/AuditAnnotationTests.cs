using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.ApiServer.Http.Audit;
using Slipway.ApiServer.Tests.Access;
using Slipway.ApiServer.Tests.Admission;

namespace Slipway.ApiServer.Tests.Http;

/// <summary>What the audit log says about how a request was decided, over real HTTPS.</summary>
public sealed class AuditAnnotationTests : IAsyncLifetime
{
    private const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    private const string Rules = """[{"apiGroups":[""],"apiVersions":["v1"],"resources":["configmaps"],"operations":["CREATE"]}]""";
    private const string Admission = "/apis/admissionregistration.k8s.io/v1/";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("slipway-audit-");
    private AuditLog _log = null!;
    private AccessFixture _server = null!;
    private WebhookServer _hooks = null!;
    private bool _isClosed;

    private string LogPath => Path.Combine(_directory.FullName, "audit.log");

    public async ValueTask InitializeAsync()
    {
        _log = new AuditLog(new AuditLogOptions { Path = LogPath }, TimeProvider.System, NullLoggerFactory.Instance);
        _server = await AccessFixture.StartAsync(audit: _log);
        _hooks = await WebhookServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _hooks.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Webhooks_AreNoted_WithTheirOwnNotes_AndWithoutThePatch()
    {
        _hooks.OnReview("/m", _ => Noting(WebhookServer.PatchOf("""[{"op":"add","path":"/data","value":{"added":"hunter2"}}]"""), ("changed", "yes")));
        _hooks.OnReview("/v", _ => Noting(new JsonObject { ["allowed"] = true }, ("seen", "by v"), ("no key", "dropped"), ("a/b", "dropped")));
        await WebhooksAsync("Mutating", Hook("a.example.com", _hooks.Url("/m"), "Fail"), Hook("b.example.com", "https://127.0.0.1:1/", "Ignore"));
        await WebhooksAsync("Validating", Hook("c.example.com", "https://127.0.0.1:1/", "Ignore"), Hook("d.example.com", _hooks.Url("/v"), "Fail"));

        await _server.DoAsync("POST", ConfigMaps, """{"metadata":{"name":"noted"}}""");

        var noted = await EventAsync("create", "configmaps");
        Assert.Equal(
            [
                "a.example.com/changed: yes",
                "authorization.k8s.io/decision: allow",
                "authorization.k8s.io/reason: ",
                "d.example.com/seen: by v",
                "failed-open.mutation.webhook.admission.k8s.io/round_0_index_1: b.example.com",
                "failed-open.validating.webhook.admission.k8s.io/round_0_index_0: c.example.com",
                """mutation.webhook.admission.k8s.io/round_0_index_0: {"configuration":"hooks","webhook":"a.example.com","mutated":true}""",
                """mutation.webhook.admission.k8s.io/round_0_index_1: {"configuration":"hooks","webhook":"b.example.com","mutated":false}""",
            ],
            Annotations(noted));
        Assert.DoesNotContain("hunter2", noted.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_AreNoted_TheFirstBrokenRule_AndWhatTheySay()
    {
        await PolicyAsync(
            """
            "validations":[{"expression":"true"},{"expression":"false","message":"careful"},{"expression":"1 == 2"}],
            "auditAnnotations":[{"key":"name","valueExpression":"' it is ' + object.metadata.name"},{"key":"none","valueExpression":"null"}]
            """,
            """["Audit","Warn"]""");

        await _server.DoAsync("POST", ConfigMaps, """{"metadata":{"name":"noted"}}""");

        Assert.Equal(
            [
                "authorization.k8s.io/decision: allow",
                "authorization.k8s.io/reason: ",
                "p/name: it is noted",
                "validation.policy.admission.k8s.io/validation_failure: "
                + """[{"message":"careful","policy":"p","binding":"b","expressionIndex":1,"validationActions":["Audit","Warn"]}]""",
            ],
            Annotations(await EventAsync("create", "configmaps")));
    }

    [Fact]
    public async Task ARefusalByAPolicy_IsNotedToo()
    {
        await PolicyAsync(
            """
            "validations":[{"expression":"false"}],"auditAnnotations":[{"key":"why","valueExpression":"'because'"}]
            """,
            """["Deny","Audit"]""");

        var answer = await _server.SendAsync(_server.Admin, "POST", ConfigMaps, """{"metadata":{"name":"refused"}}""");

        Assert.Equal(422, answer.Code);
        var notes = Annotations(await EventAsync("create", "configmaps"));
        Assert.Contains("p/why: because", notes);
        Assert.Contains(notes, static note => note.Contains("failed expression: false", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatRolesDecide_IsNotedWithItsReason()
    {
        await _server.GrantAsync(
            "reader", """[{"apiGroups":[""],"resources":["configmaps"],"verbs":["list"]}]""", """[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"jane"}]""");
        var jane = _server.As("jane");

        await _server.GetAsync(jane, ConfigMaps);
        await _server.GetAsync(jane, "/api/v1/secrets");

        var refused = await EventAsync("list", "secrets");
        Assert.Equal(["authorization.k8s.io/decision: forbid", "authorization.k8s.io/reason: "], Annotations(refused));
        Assert.Equal("""{"kind":"secrets"}""", refused["responseStatus"]!["details"]!.ToJsonString());
        Assert.Equal(
            [
                "authorization.k8s.io/decision: allow",
                """authorization.k8s.io/reason: RBAC: allowed by ClusterRoleBinding "reader" of ClusterRole "reader" to User "jane" """.TrimEnd(),
            ],
            Annotations(await EventAsync("list", "configmaps")));
    }

    private static JsonObject Noting(JsonObject response, params (string Key, string Value)[] notes)
    {
        response["auditAnnotations"] = new JsonObject(notes.Select(static n => KeyValuePair.Create(n.Key, (JsonNode?)n.Value)));
        return response;
    }

    private static string Hook(string name, string url, string failurePolicy) => $$"""
        {"name":"{{name}}","failurePolicy":"{{failurePolicy}}","admissionReviewVersions":["v1"],"sideEffects":"None","rules":{{Rules}},
         "clientConfig":{"url":"{{url}}","caBundle":"{{WebhookServer.CaBundle}}"} }
        """;

    private static IEnumerable<string> Annotations(JsonObject audited) => ((JsonObject)audited["annotations"]!).Select(static note => $"{note.Key}: {note.Value}");

    private Task WebhooksAsync(string sort, params string[] hooks) => _server.DoAsync(
        "POST",
        $"{Admission}{(sort == "Mutating" ? "mutating" : "validating")}webhookconfigurations",
        $$"""{"metadata":{"name":"hooks"},"webhooks":[{{string.Join(',', hooks)}}]}""");

    private async Task PolicyAsync(string spec, string actions)
    {
        await ConfigureAsync("validatingadmissionpolicies", "p", $$"""{"matchConstraints":{"resourceRules":{{Rules}} },{{spec}} }""");
        await ConfigureAsync("validatingadmissionpolicybindings", "b", $$"""{"policyName":"p","validationActions":{{actions}} }""");
    }

    private Task ConfigureAsync(string resource, string name, string spec) =>
        _server.DoAsync("POST", Admission + resource, $$"""{"metadata":{"name":"{{name}}"},"spec":{{spec}} }""");

    private async Task CloseAsync()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            await _server.DisposeAsync();
            await _log.DisposeAsync();
        }
    }

    // After the server and the log are closed all of it is in the file.
    private async Task<JsonObject> EventAsync(string verb, string resource)
    {
        await CloseAsync();
        var lines = await File.ReadAllLinesAsync(LogPath, AccessFixture.Token);
        return lines.Select(static line => (JsonObject)JsonNode.Parse(line)!)
            .Single(e => (string?)e["verb"] == verb && (string?)e["objectRef"]?["resource"] == resource);
    }
}
