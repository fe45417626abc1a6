using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Tests.Kinds;

/// <summary>What kube-apiserver 1.36 was seen to refuse in pods, autoscalers and classes, in its words.</summary>
public sealed class PodChecksTests : IAsyncLifetime
{
    private static readonly ResourceType Classes =
        new(new GroupVersionKind("scheduling.k8s.io", "v1", "PriorityClass"), "priorityclasses", Namespaced: false);

    private static readonly ResourceType Autoscalers =
        new(new GroupVersionKind("autoscaling", "v2", "HorizontalPodAutoscaler"), "horizontalpodautoscalers", Namespaced: true);

    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("""{"os": {"name": "foo"}}""", "spec.os: Unsupported value: \"foo\": supported values: \"linux\", \"windows\"")]
    [InlineData("""{"hostUsers": false, "hostNetwork": true}""", "spec.hostNetwork: Forbidden: when `hostUsers` is false")]
    [InlineData("""{"hostPID": true, "shareProcessNamespace": true}""",
        "spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled")]
    [InlineData("""{"nodeName": "n", "schedulingGates": [{"name": "g"}]}""",
        "spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared")]
    [InlineData("""{"ephemeralContainers": [{"name": "e", "image": "i"}]}""", "spec.ephemeralContainers: Forbidden: cannot be set on create")]
    [InlineData("""{"resources": {"requests": {"cpu": "2"}, "limits": {"cpu": "1"}}}""",
        "spec.resources.requests: Invalid value: \"2\": must be less than or equal to cpu limit of 1")]
    [InlineData("""{"securityContext": {"appArmorProfile": {"type": "Foo"}}}""",
        "spec.securityContext.appArmorProfile.type: Unsupported value: \"Foo\": supported values: \"Localhost\", \"RuntimeDefault\", \"Unconfined\"")]
    [InlineData("""{"securityContext": {"seccompProfile": {"type": "RuntimeDefault", "localhostProfile": "x"}}}""",
        "spec.securityContext.seccompProfile.localhostProfile: Invalid value: {\"Type\":\"RuntimeDefault\",\"LocalhostProfile\":\"x\"}: "
        + "can only be set when seccomp type is Localhost")]
    [InlineData("""{"securityContext": {"supplementalGroupsPolicy": "x"}}""",
        "spec.securityContext.supplementalGroupsPolicy: Unsupported value: \"x\": supported values: \"Merge\", \"Strict\"")]
    [InlineData("""{"securityContext": {"sysctls": [{"name": "A", "value": "1"}]}}""",
        "spec.securityContext.sysctls[0].name: Invalid value: \"A\": must have at most 253 characters and match regex "
        + @"^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$")]
    [InlineData("""{"topologySpreadConstraints": [{"maxSkew": 1, "topologyKey": "a", "whenUnsatisfiable": "ScheduleAnyway", "minDomains": 2}]}""",
        "spec.topologySpreadConstraints[0].minDomains: Invalid value: 2: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway")]
    [InlineData("""{"dnsConfig": {"nameservers": ["01.1.1.1"]}}""", "spec.dnsConfig.nameservers[0]: Invalid value: \"01.1.1.1\": must not have leading 0s")]
    [InlineData("""{"dnsConfig": {"options": [{"value": "x"}]}}""", "spec.dnsConfig.options[0]: Required value: must not be empty")]
    [InlineData("""{"containers": [{"name": "c", "image": "i", "resizePolicy": [{"resourceName": "cpu", "restartPolicy": "Foo"}]}]}""",
        "spec.containers[0].resizePolicy: Unsupported value: \"Foo\": supported values: \"NotRequired\", \"RestartContainer\"")]
    public async Task Pod_IsRefused(string spec, string error)
    {
        var pod = (JsonObject)JsonNode.Parse(
            """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "namespace": "default"},
             "spec": {"containers": [{"name": "c", "image": "i"}]}}
            """)!;
        Fill(pod, spec);

        Assert.Equal($"Pod \"p\" is invalid: {error}", await RefusalAsync(pod, BuiltInTypes.Pod));
    }

    [Theory]
    [InlineData("""{"metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Foo", "averageUtilization": 1}}}]}""",
        "spec.metrics[0].resource.target.type: Invalid value: \"Foo\": must be either Utilization, Value, or AverageValue")]
    [InlineData("""{"behavior": {"scaleDown": {"tolerance": "-1"}}}""",
        "spec.behavior.scaleDown.tolerance: Invalid value: \"-1\": must be greater than or equal to 0")]
    public async Task Autoscaler_IsRefused(string spec, string error)
    {
        var autoscaler = (JsonObject)JsonNode.Parse(
            """
            {"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "h", "namespace": "default"},
             "spec": {"maxReplicas": 3, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "d"}}}
            """)!;
        Fill(autoscaler, spec);

        Assert.Equal($"HorizontalPodAutoscaler.autoscaling \"h\" is invalid: {error}", await RefusalAsync(autoscaler, Autoscalers));
    }

    [Fact]
    public async Task PriorityClass_ThatWouldBeTheSecondDefault_IsRefused()
    {
        await _engine.CreateAsync(Class("a"), Classes);

        Assert.Equal(
            "priorityclasses.scheduling.k8s.io \"b\" is forbidden: PriorityClass a is already marked as default. Only one default can exist",
            await RefusalAsync(Class("b"), Classes));
    }

    private static JsonObject Class(string name) => (JsonObject)JsonNode.Parse(
        $$"""{"apiVersion": "scheduling.k8s.io/v1", "kind": "PriorityClass", "metadata": {"name": "{{name}}"}, "value": 5, "globalDefault": true}""")!;

    private static void Fill(JsonObject obj, string spec)
    {
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(spec)!)
        {
            obj["spec"]![field] = value?.DeepClone();
        }
    }

    private async Task<string> RefusalAsync(JsonObject obj, ResourceType type) =>
        (await Assert.ThrowsAsync<KubeApiException>(() => _engine.CreateAsync(obj, type))).Status.Message;
}
