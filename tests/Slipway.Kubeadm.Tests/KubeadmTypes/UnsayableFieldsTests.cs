using System.Text.Json;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Serialization;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubernetes.Versions;

namespace Slipway.Kubeadm.Tests.KubeadmTypes;

public sealed class UnsayableFieldsTests
{
    private const string Envs = """[{"name":"A","value":"b"}]""";
    private const string Twice = """[{"name":"v","value":"1"},{"name":"v","value":"2"}]""";

    // A field that takes effect from a version on: refused one minor earlier, with its path, and taken there.
    [Theory]
    [InlineData(31, "spec.clusterConfiguration.apiServer.extraEnvs", """{"apiServer":{"extraEnvs":""" + Envs + "}}")]
    [InlineData(31, "spec.clusterConfiguration.controllerManager.extraEnvs", """{"controllerManager":{"extraEnvs":""" + Envs + "}}")]
    [InlineData(31, "spec.clusterConfiguration.scheduler.extraEnvs", """{"scheduler":{"extraEnvs":""" + Envs + "}}")]
    [InlineData(31, "spec.clusterConfiguration.etcd.local.extraEnvs", """{"etcd":{"local":{"extraEnvs":""" + Envs + "}}}")]
    [InlineData(31, "spec.clusterConfiguration.apiServer.extraArgs", """{"apiServer":{"extraArgs":""" + Twice + "}}")]
    [InlineData(31, "spec.clusterConfiguration.etcd.local.extraArgs", """{"etcd":{"local":{"extraArgs":""" + Twice + "}}}")]
    [InlineData(31, "spec.clusterConfiguration.certificateValidityPeriodDays", """{"certificateValidityPeriodDays":90}""")]
    [InlineData(31, "spec.clusterConfiguration.encryptionAlgorithm", """{"encryptionAlgorithm":"RSA-3072"}""")]
    [InlineData(31, "spec.clusterConfiguration.encryptionAlgorithm", """{"encryptionAlgorithm":"RSA-4096"}""")]
    [InlineData(19, "spec.clusterConfiguration.encryptionAlgorithm", """{"encryptionAlgorithm":"ECDSA-P256"}""")]
    [InlineData(34, "spec.clusterConfiguration.encryptionAlgorithm", """{"encryptionAlgorithm":"ECDSA-P384"}""")]
    public void OfInit_ClusterField_IsRefusedBeforeItsVersion(int since, string path, string json) =>
        AssertRefused(since, path, $$"""{"clusterConfiguration":{{json}}}""", init: true);

    [Theory]
    [InlineData(31, "nodeRegistration.kubeletExtraArgs", """{"nodeRegistration":{"kubeletExtraArgs":""" + Twice + "}}")]
    [InlineData(31, "nodeRegistration.imagePullSerial", """{"nodeRegistration":{"imagePullSerial":false}}""")]
    [InlineData(22, "nodeRegistration.imagePullPolicy", """{"nodeRegistration":{"imagePullPolicy":"Always"}}""")]
    [InlineData(22, "skipPhases", """{"skipPhases":["preflight"]}""")]
    [InlineData(22, "patches.directory", """{"patches":{"directory":"/p"}}""")]
    [InlineData(31, "timeouts.kubeletHealthCheckSeconds", """{"timeouts":{"kubeletHealthCheckSeconds":1}}""")]
    [InlineData(31, "timeouts.kubernetesAPICallSeconds", """{"timeouts":{"kubernetesAPICallSeconds":1}}""")]
    [InlineData(31, "timeouts.etcdAPICallSeconds", """{"timeouts":{"etcdAPICallSeconds":1}}""")]
    [InlineData(31, "timeouts.tlsBootstrapSeconds", """{"timeouts":{"tlsBootstrapSeconds":1,"discoverySeconds":2}}""")]
    public void OfInitAndJoin_NodeField_IsRefusedBeforeItsVersion(int since, string path, string json)
    {
        AssertRefused(since, $"spec.initConfiguration.{path}", $$"""{"initConfiguration":{{json}}}""", init: true);
        AssertRefused(since, $"spec.joinConfiguration.{path}", $$"""{"joinConfiguration":{{json}}}""", init: false);
    }

    // What an older kubeadm does anyway need not be said to it.
    [Theory]
    [InlineData("""{"clusterConfiguration":{"encryptionAlgorithm":"RSA-2048","certificateValidityPeriodDays":365,"caCertificateValidityPeriodDays":30}}""")]
    [InlineData("""{"initConfiguration":{"nodeRegistration":{"imagePullSerial":true,"imagePullPolicy":"IfNotPresent"}}}""")]
    [InlineData("""{"initConfiguration":{"timeouts":{"kubeletHealthCheckSeconds":240,"kubernetesAPICallSeconds":60,"etcdAPICallSeconds":120}}}""")]
    [InlineData("""{"initConfiguration":{"timeouts":{"controlPlaneComponentHealthCheckSeconds":5}}}""")]
    [InlineData("""{"joinConfiguration":{"timeouts":{"discoverySeconds":7,"tlsBootstrapSeconds":7}}}""")]
    [InlineData("""{"joinConfiguration":{"timeouts":{"tlsBootstrapSeconds":7}}}""")]
    public void OfInitAndJoin_WhatIsSoAnyway_IsTaken(string json)
    {
        Assert.Empty(Problems(17, json, init: true));
        Assert.Empty(Problems(17, json, init: false));
    }

    private static void AssertRefused(int since, string path, string json, bool init)
    {
        Assert.Contains(Problems(since - 1, json, init), p => p.StartsWith($"{path}: kubeadm of Kubernetes v1.{since - 1}.5 ", StringComparison.Ordinal)
            && p.Contains($"v1.{since} or later", StringComparison.Ordinal));
        Assert.Empty(Problems(since, json, init));
    }

    private static IReadOnlyList<string> Problems(int minor, string json, bool init)
    {
        var version = new KubernetesVersion(1, minor, 5);
        var spec = JsonSerializer.Deserialize(json, ApiJson.TypeInfo<KubeadmConfigSpec>())!;
        var api = KubeadmApis.For(version)!.Value;
        return init ? UnsayableFields.OfInit(api, version, spec) : UnsayableFields.OfJoin(api, version, spec);
    }
}
