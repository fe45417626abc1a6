using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class PolicyTests : IAsyncLifetime
{
    private static readonly ResourceType Policies = Registration("ValidatingAdmissionPolicy", "validatingadmissionpolicies");
    private static readonly ResourceType Bindings = Registration("ValidatingAdmissionPolicyBinding", "validatingadmissionpolicybindings");

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("""{"expression":"object.data.k != 'v'"}""", 422, "Invalid", "failed expression: object.data.k != 'v'")]
    [InlineData("""{"expression":"false","message":"not here"}""", 422, "Invalid", "not here")]
    [InlineData("""{"expression":"false","messageExpression":"'no ' + object.metadata.name","message":"m"}""", 422, "Invalid", "no c")]
    [InlineData("""{"expression":"false","messageExpression":"string(object.nothing)","message":"m"}""", 422, "Invalid", "m")]
    [InlineData("""{"expression":"false","reason":"Forbidden"}""", 403, "Forbidden", "failed expression: false")]
    [InlineData("""{"expression":"object.data.missing == ''"}""", 422, "Invalid", "expression 'object.data.missing == ''' resulted in error: no such key: missing")]
    public async Task ABrokenRule_RefusesTheRequest(string validation, int code, string reason, string message)
    {
        await PolicyAsync($$"""{"validations":[{{validation}}]}""");

        var status = await RefusedAsync();

        var denied = $"ValidatingAdmissionPolicy 'p' with binding 'b' denied request: {message}";
        Assert.Equal((code, reason, $"configmaps \"c\" is forbidden: {denied}"), (status.Code, status.Reason, status.Message));
        Assert.Equal(("c", "configmaps"), (status.Details!.Name, status.Details.Kind));
        Assert.Equal(denied, Assert.Single(status.Details.Causes).Message);
    }

    [Theory]
    [InlineData("request.operation == 'CREATE' && request.name == 'c' && request.namespace == 'default'")]
    [InlineData("request.userInfo.username == 'system:apiserver' && 'system:masters' in request.userInfo.groups")]
    [InlineData("request.kind.kind == 'ConfigMap' && request.resource.resource == 'configmaps' && !has(request.subResource)")]
    [InlineData("namespaceObject.metadata.name == 'default' && namespaceObject.status.phase == 'Active'")]
    [InlineData("oldObject == null && !request.dryRun")]
    [InlineData("object.data.all(k, object.data[k].startsWith('v'))")]
    [InlineData("has(object.data) && object.?data.?k.orValue('') == 'v'")]
    public async Task WhatExpressionsSee_IsTheRequest(string expression)
    {
        await PolicyAsync(new JsonObject { ["validations"] = new JsonArray(new JsonObject { ["expression"] = expression }) }.ToJsonString());

        await CreateAsync();
    }

    [Fact]
    public async Task Variables_BuildOnEachOther_AndAreEvaluatedOnlyWhenNamed()
    {
        await PolicyAsync("""
            {"variables":[{"name":"keys","expression":"object.data.map(k, k)"},{"name":"count","expression":"size(variables.keys)"},
              {"name":"never","expression":"object.nothing.at.all"}],
             "validations":[{"expression":"variables.count == 1"},{"expression":"variables.count < 1 || variables.keys[0] == 'k'"}]}
            """);
        await CreateAsync();

        await PolicyAsync("""
            {"variables":[{"name":"bad","expression":"object.nothing"}],"validations":[{"expression":"variables.bad == 1"}]}
            """, name: "q");

        Assert.EndsWith(
            "expression 'variables.bad == 1' resulted in error: composited variable \"bad\" fails to evaluate: no such key: nothing",
            (await RefusedAsync("d")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task MatchConditions_DecideWhetherAPolicyIsAboutARequest()
    {
        await PolicyAsync("""
            {"matchConditions":[{"name":"special","expression":"object.metadata.name.startsWith('x')"}],"validations":[{"expression":"false"}]}
            """);

        await CreateAsync("c");
        await RefusedAsync("x");
    }

    [Fact]
    public async Task Warn_TellsTheClientAndLetsTheRequestPass()
    {
        await PolicyAsync("""{"validations":[{"expression":"false","message":"careful"}]}""", """{"validationActions":["Warn","Audit"]}""");

        var created = await _engine.Server.CreateAsync(
            new CreateRequest
            {
                Resource = new("", "v1", "configmaps"), Namespace = "default", Body = RequestBody.FromNode(EngineFixture.ConfigMap("c")),
            },
            EngineFixture.Token);

        Assert.Equal(["Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': careful"], created.Warnings);
    }

    [Fact]
    public async Task Ignore_LetsRequestsPassThatCannotBeEvaluated_ButNotBrokenRules()
    {
        await PolicyAsync("""{"failurePolicy":"Ignore","validations":[{"expression":"object.nothing == 1"}]}""");
        await CreateAsync();

        await PolicyAsync("""{"failurePolicy":"Ignore","validations":[{"expression":"false"}]}""", name: "q");
        await RefusedAsync("d");
    }

    [Fact]
    public async Task Parameters_ComeFromTheObjectThatTheBindingNames()
    {
        const string Spec = """{"paramKind":{"apiVersion":"v1","kind":"ConfigMap"},"validations":[{"expression":"object.data.k != params.data.forbidden"}]}""";
        const string Binding = """{"paramRef":{"name":"limits","parameterNotFoundAction":"$action"}}""";
        await PolicyAsync(Spec, Binding.Replace("$action", "Deny", StringComparison.Ordinal));
        Assert.Equal(
            "configmaps \"c\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: failed to configure binding: "
            + "no params found for policy binding with `Deny` parameterNotFoundAction",
            (await RefusedAsync()).Message);

        await BindAsync("b", "p", Binding.Replace("$action", "Allow", StringComparison.Ordinal), replaces: true);
        await _engine.CreateAsync(EngineFixture.ConfigMap("limits", ("forbidden", "v"), ("k", "other")));

        Assert.EndsWith("failed expression: object.data.k != params.data.forbidden", (await RefusedAsync()).Message, StringComparison.Ordinal);
        await _engine.MergeAsync("limits", """{"data":{"forbidden":"w"}}""");
        await CreateAsync();
    }

    [Fact]
    public async Task Parameters_BySelector_AreEachApplied()
    {
        foreach (var (name, forbidden) in ((string, string)[])[("one", "x"), ("two", "v")])
        {
            var limits = EngineFixture.ConfigMap(name, ("forbidden", forbidden), ("k", "other"));
            limits["metadata"]!["labels"] = new JsonObject { ["limits"] = "yes" };
            await _engine.CreateAsync(limits);
        }

        await PolicyAsync(
            """{"paramKind":{"apiVersion":"v1","kind":"ConfigMap"},"validations":[{"expression":"object.data.k != params.data.forbidden"}]}""",
            """{"paramRef":{"selector":{"matchLabels":{"limits":"yes"}},"parameterNotFoundAction":"Deny"}}""");

        await RefusedAsync();
    }

    [Fact]
    public async Task AKindOfParametersThatIsNotThere_RefusesWhatThePolicyIsAbout()
    {
        await PolicyAsync(
            """{"paramKind":{"apiVersion":"example.com/v1","kind":"Limit"},"validations":[{"expression":"true"}]}""",
            """{"paramRef":{"name":"l","parameterNotFoundAction":"Deny"}}""");

        Assert.Equal(
            "configmaps \"c\" is forbidden: ValidatingAdmissionPolicy 'p' denied request: failed to configure policy: "
            + "failed to find resource referenced by paramKind: 'example.com/v1, Kind=Limit'",
            (await RefusedAsync()).Message);
    }

    [Fact]
    public async Task ABinding_NarrowsThePolicy()
    {
        await PolicyAsync(
            """{"validations":[{"expression":"false"}]}""", """{"matchResources":{"objectSelector":{"matchLabels":{"strict":"yes"}}}}""");

        await CreateAsync();
        var strict = EngineFixture.ConfigMap("d");
        strict["metadata"]!["labels"] = new JsonObject { ["strict"] = "yes" };
        await Assert.ThrowsAsync<KubeApiException>(() => _engine.CreateAsync(strict));
    }

    [Fact]
    public async Task WithoutABinding_APolicyDoesNothing_AndABindingThatGoesTakesItAway()
    {
        await PolicyAsync("""{"validations":[{"expression":"false"}]}""");
        await RefusedAsync();

        await _engine.Client.DeleteAsync(Bindings, new ObjectKey("", "b"), new DeleteOptions(), EngineFixture.Token);

        await CreateAsync();
    }

    [Fact]
    public async Task Updates_SeeTheOldObject_AndDeletionsOnlyThat()
    {
        await CreateAsync();
        await PolicyAsync("""
            {"validations":[{"expression":"request.operation != 'UPDATE' || object.data.k == oldObject.data.k","message":"k is fixed"},
              {"expression":"request.operation != 'DELETE' || (object == null && oldObject.data.k == 'x')","message":"kept"}]}
            """);

        var changed = await Assert.ThrowsAsync<KubeApiException>(() => _engine.MergeAsync("c", """{"data":{"k":"other"}}"""));
        var deleted = await Assert.ThrowsAsync<KubeApiException>(() => _engine.DeleteAsync("c"));

        Assert.EndsWith("denied request: k is fixed", changed.Message, StringComparison.Ordinal);
        Assert.EndsWith("denied request: kept", deleted.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"validations":[{"expression":"object."}]}""", "spec.validations[0].expression: Invalid value: \"object.\": compilation failed: ERROR: <input>:1:8: Syntax error: no viable alternative at input '.'\n | object.\n | .......^")]
    [InlineData("""{"validations":[{"expression":"1"}]}""", "spec.validations[0].expression: Invalid value: \"1\": must evaluate to bool but got int")]
    [InlineData("""{"validations":[{"expression":"true","messageExpression":"true"}]}""", "spec.validations[0].messageExpression: Invalid value: \"true\": must evaluate to string but got bool")]
    [InlineData("""{"validations":[{"expression":"true","message":"a\nb"}]}""", "spec.validations[0].message: Invalid value: \"a\\nb\": must not contain line breaks")]
    [InlineData("""{"validations":[{"expression":"true","reason":"Odd"}]}""", "spec.validations[0].reason: Unsupported value: \"Odd\": supported values: \"Forbidden\", \"Invalid\", \"RequestEntityTooLarge\"")]
    [InlineData("""{"validations":[{"expression":"variables.x == 1"}],"variables":[{"name":"x","expression":"1"},{"name":"in","expression":"1"}]}""", "spec.variables[1].name: Invalid value: \"in\": must be a valid CEL identifier")]
    [InlineData("""{"validations":[{"expression":"true"}],"auditAnnotations":[{"key":"a","valueExpression":"1"}]}""", "spec.auditAnnotations[0].valueExpression: Invalid value: \"1\": must evaluate to one of [string null_type] but got int")]
    [InlineData("""{"validations":[{"expression":"params != null"}]}""", "spec.validations[0].expression: Invalid value: \"params != null\": compilation failed: ERROR: <input>:1:1: undeclared reference to 'params' (in container '')\n | params != null\n | ^")]
    [InlineData("""{"matchConditions":[{"name":"n","expression":"object.x"}],"validations":[{"expression":"true"}]}""", "spec.matchConditions[0].expression: Invalid value: \"object.x\": must evaluate to bool but got dyn")]
    [InlineData("""{"matchConstraints":{"resourceRules":[]},"validations":[{"expression":"true"}]}""", "spec.matchConstraints.resourceRules: Required value")]
    public async Task APolicyThatIsWrong_IsRefusedInKubernetesWords(string spec, string error)
    {
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => PolicyAsync(spec));

        Assert.Equal($"ValidatingAdmissionPolicy.admissionregistration.k8s.io \"p\" is invalid: {error}", refused.Status.Message);
    }

    [Theory]
    [InlineData("""{"validationActions":[]}""", "spec.validationActions: Required value: at least one validation action is required")]
    [InlineData("""{"validationActions":["Deny","Warn"]}""", "spec.validationActions: Invalid value: [\"Deny\",\"Warn\"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)")]
    [InlineData("""{"validationActions":["Scold"]}""", "spec.validationActions[0]: Unsupported value: \"Scold\": supported values: \"Audit\", \"Deny\", \"Warn\"")]
    [InlineData("""{"paramRef":{"parameterNotFoundAction":"Deny"}}""", "spec.paramRef: Required value: one of name or selector must be specified")]
    [InlineData("""{"paramRef":{"name":"n"}}""", "spec.paramRef.parameterNotFoundAction: Required value")]
    public async Task ABindingThatIsWrong_IsRefusedInKubernetesWords(string spec, string error)
    {
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => BindAsync("b", "p", spec));

        Assert.Equal($"ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io \"b\" is invalid: {error}", refused.Status.Message);
    }

    [Fact]
    public async Task TheAuthorizer_TellsWhatTheUserMayDo()
    {
        await PolicyAsync("""
            {"validations":[{"expression":"authorizer.requestResource.check('create').allowed()"},
              {"expression":"!authorizer.serviceAccount('default', 'nobody').group('').resource('secrets').namespace('default').check('get').allowed()"}]}
            """);

        await CreateAsync();
    }

    [Fact]
    public async Task Libraries_AreThoseOfKubernetes()
    {
        await PolicyAsync("""{"validations":[{"expression":"quantity('1Gi').isGreaterThan(quantity('1Mi')) && url('https://a/b').getHost() == 'a' && [1,2].sum() == 3"}]}""");

        await CreateAsync();
    }

    [Fact]
    public async Task Status_TellsWhatIsDoubtfulWhereTypesAreKnown()
    {
        await PolicyAsync("""{"validations":[{"expression":"object.data.size() > 0"},{"expression":"object.colour == 'red'"}]}""");

        var policy = await _engine.WaitAsync("p", o => o?.ToJsonObject()["status"]?["observedGeneration"] is not null, Policies, ns: "");

        var status = policy!.ToJsonObject()["status"]!;
        Assert.Equal(1, (int?)status["observedGeneration"]);
        var warning = Assert.Single(status["typeChecking"]!["expressionWarnings"]!.AsArray())!;
        Assert.Equal("spec.validations[1].expression", (string?)warning["fieldRef"]);
        Assert.Equal(
            "/v1, Kind=ConfigMap: ERROR: <input>:1:7: undefined field 'colour'\n | object.colour == 'red'\n | ......^\n", (string?)warning["warning"]);
    }

    [Fact]
    public async Task AnExpressionThatCostsTooMuch_RefusesTheRequest()
    {
        await PolicyAsync("""{"validations":[{"expression":"[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f, a + b + c + d + e + f > 0))))))"}]}""");

        Assert.EndsWith("resulted in error: operation cancelled: actual cost limit exceeded", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    private static ResourceType Registration(string kind, string plural) =>
        new(new GroupVersionKind("admissionregistration.k8s.io", "v1", kind), plural, Namespaced: false);

    private static JsonObject Named(string name, JsonNode spec) => new() { ["metadata"] = new JsonObject { ["name"] = name }, ["spec"] = spec };

    private async Task PolicyAsync(string spec, string binding = "{}", string name = "p")
    {
        var tree = (JsonObject)JsonNode.Parse(spec)!;
        tree["matchConstraints"] ??= JsonNode.Parse(
            """{"resourceRules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["configmaps"],"operations":["*"]}]}""");
        await _engine.CreateAsync(Named(name, tree), Policies);
        await BindAsync(name == "p" ? "b" : $"b-{name}", name, binding);
    }

    private async Task BindAsync(string name, string policy, string spec, bool replaces = false)
    {
        var tree = (JsonObject)JsonNode.Parse(spec)!;
        tree["policyName"] = policy;
        tree["validationActions"] ??= new JsonArray("Deny");
        if (replaces)
        {
            await _engine.Client.DeleteAsync(Bindings, new ObjectKey("", name), new DeleteOptions(), EngineFixture.Token);
        }

        await _engine.CreateAsync(Named(name, tree), Bindings);
    }

    private Task CreateAsync(string name = "c") => _engine.CreateAsync(EngineFixture.ConfigMap(name, ("k", "v")));

    private async Task<KubeStatus> RefusedAsync(string name = "c") => (await Assert.ThrowsAsync<KubeApiException>(() => CreateAsync(name))).Status;
}
