using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Planes;

namespace Slipway.ApiServer.Tests.Admission;

/// <summary>What a person with kubectl is told by webhooks and policies, over real HTTPS all the way.</summary>
public sealed class KubectlAdmissionTests : IAsyncLifetime
{
    private TestPlane _plane = null!;
    private WebhookServer _hooks = null!;
    private Kubectl.Kubectl _kubectl = null!;

    public async ValueTask InitializeAsync()
    {
        Kubectl.Kubectl.SkipWhenAbsent();
        _plane = await TestPlane.StartAsync();
        _hooks = await WebhookServer.StartAsync();
        _kubectl = new Kubectl.Kubectl(_plane.KubeconfigPath);
    }

    public async ValueTask DisposeAsync()
    {
        if (_plane is not null)
        {
            await _plane.DisposeAsync();
            await _hooks.DisposeAsync();
        }
    }

    [Fact]
    public async Task AWebhook_WarnsThenRefuses_InWordsThatThePersonSees()
    {
        await ConfigureAsync("configmaps");
        _hooks.OnReview("/v", request => (string?)request["name"] == "good"
            ? new JsonObject { ["allowed"] = true, ["warnings"] = new JsonArray("mind the gap") }
            : new JsonObject
            {
                ["allowed"] = false, ["status"] = new JsonObject { ["message"] = "not on my watch", ["code"] = 403, ["reason"] = "Forbidden" },
                ["warnings"] = new JsonArray("think twice"),
            });

        var good = await _kubectl.TryRunAsync("create configmap good");
        var bad = await _kubectl.TryRunAsync("create configmap bad");

        Assert.Equal(("configmap/good created\n", "Warning: mind the gap\n"), (good.Output, good.Errors));
        Assert.Equal(
            "Warning: think twice\nerror: failed to create configmap: admission webhook \"hook.example.com\" denied the request: not on my watch\n",
            bad.Errors);
    }

    [Fact]
    public async Task Connections_AreShownToWebhooks()
    {
        await ConfigureAsync("pods/portforward", "pods/exec");
        _hooks.Denies("/v", """{"message":"no way in","code":403,"reason":"Forbidden"}""");
        await _kubectl.RunAsync("apply -f -", """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"i"}]}}
            """);

        var refused = await _kubectl.TryRunAsync("get --raw /api/v1/namespaces/default/pods/p/exec?command=ls&stdout=true");

        Assert.Contains("admission webhook \"hook.example.com\" denied the request: no way in", refused.Errors, StringComparison.Ordinal);
        var request = Assert.Single(_hooks.Seen).Review["request"]!;
        Assert.Equal(
            ("CONNECT", "PodExecOptions", "exec", "p", """{"kind":"PodExecOptions","apiVersion":"v1","stdout":true,"command":["ls"]}"""),
            ((string?)request["operation"], (string?)request["kind"]!["kind"], (string?)request["subResource"], (string?)request["name"],
                request["object"]!.ToJsonString()));
    }

    [Fact]
    public async Task APolicy_RefusesInWordsThatThePersonSees()
    {
        await _kubectl.RunAsync("apply -f -", """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: few-replicas}
            spec:
              matchConstraints:
                resourceRules:
                - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [deployments]}
              validations:
              - expression: object.spec.replicas <= 5
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: few-replicas-here}
            spec: {policyName: few-replicas, validationActions: [Deny]}
            """);

        Assert.Matches(@"few-replicas +1 +<unset> +\d+s", await _kubectl.RunAsync("get validatingadmissionpolicies"));
        Assert.Matches(@"few-replicas-here +few-replicas +<unset> +\d+s", await _kubectl.RunAsync("get validatingadmissionpolicybindings"));
        var refused = await _kubectl.TryRunAsync("create deployment d --image=i --replicas=6");

        Assert.Equal(
            "error: failed to create deployment: deployments.apps \"d\" is forbidden: ValidatingAdmissionPolicy 'few-replicas' with binding "
            + "'few-replicas-here' denied request: failed expression: object.spec.replicas <= 5\n",
            refused.Errors);
        await _kubectl.RunAsync("create deployment d --image=i --replicas=5");
    }

    [Fact]
    public async Task DryRun_AsksWebhooksAndStoresNothing()
    {
        await ConfigureAsync("configmaps");
        _hooks.Allows("/v");

        await _kubectl.RunAsync("create configmap c --dry-run=server");

        Assert.True((bool?)Assert.Single(_hooks.Seen).Review["request"]!["dryRun"]);
        Assert.Contains("NotFound", (await _kubectl.TryRunAsync("get configmap c")).Errors, StringComparison.Ordinal);
    }

    private Task ConfigureAsync(params string[] resources) => _kubectl.RunAsync("apply -f -", $$"""
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: config}
        webhooks:
        - name: hook.example.com
          admissionReviewVersions: [v1, v1beta1]
          sideEffects: None
          clientConfig: {url: "{{_hooks.Url("/v")}}", caBundle: {{WebhookServer.CaBundle}}}
          rules:
          - {apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [{{string.Join(", ", resources)}}]}
        """);
}
