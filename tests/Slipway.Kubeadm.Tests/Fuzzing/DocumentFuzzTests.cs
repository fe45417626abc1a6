using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.CloudInit;
using Slipway.Kubeadm.ControlPlane.Remediation;
using Slipway.Kubeadm.ControlPlane.Rollout;
using Slipway.Kubeadm.CoreDns;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Yaml;
using Slipway.Testing.Fuzzing;

namespace Slipway.Kubeadm.Tests.Fuzzing;

/// <summary>What the room reads that others may have written, and that what it writes says what it was given.</summary>
public sealed class DocumentFuzzTests
{
    [Fact]
    public Task Corefile_OfAnyText_IsBroughtForwardOrRefused() => Fuzz.TextAsync(
        "corefile",
        [
            ".:53 {\n    errors\n    proxy . /etc/resolv.conf {\n        protocol force_tcp x\n    }\n    proxy stub 10.0.0.1\n    cache 30 # seconds\n}\n",
            "a b {\n  log \"x \\\" y\" {\n    class { all }\n  }\n}\n", "}{",
        ],
        text =>
        {
            try
            {
                var written = CorefileText.Write(CorefileText.Read(text));
                Assert.Equal(written, CorefileText.Write(CorefileText.Read(written)));
                CorefileMigration.Migrate(text, "1.1.3", "1.14.2");
            }
            catch (CorefileException)
            {
                // Told as it is: what cannot be read is not written over.
            }
        });

    [Fact]
    public Task KubeadmConfig_OfAnyText_IsBroughtUpOrNoYaml() => Fuzz.TextAsync(
        "kubeadm-config",
        [
            "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\netcd:\n  local:\n    dataDir: /var/lib/etcd\napiServer:\n  extraArgs:\n    v: \"2\"\n",
            "etcd: {local: {dataDir: [a, {b: c}]}}\n", "etcd: x\n",
        ],
        text =>
        {
            try
            {
                var updated = KubeadmConfigMap.Update(text, KubeadmApi.V1Beta4, null, Make.Facts);
                Assert.True(updated is null || KubeadmConfigMap.Update(updated, KubeadmApi.V1Beta4, null, Make.Facts) is null, updated);
            }
            catch (YamlFormatException)
            {
                // Told as it is: what cannot be read is not written over.
            }
        });

    [Fact]
    public Task Records_OfAnyText_AreReadOrNone() => Fuzz.TextAsync(
        "records of the control plane",
        [
            new RemediationRecord("m", DateTimeOffset.UnixEpoch, 2).ToJson(), """{"machineName":"m","machineName":"n"}""",
            """{"machine":"m","machine":"n"}""", "[1]",
            $"users:\n- user:\n    client-certificate-data: {Convert.ToBase64String("-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----"u8)}\n",
            "a {{ .controlPlane.version }} b {{- .controlPlane.version -}}", "2026-01-01T00:00:00Z",
        ],
        text =>
        {
            RemediationRecord.Parse(text);
            InitLock.HolderOf(new V1ConfigMap { Data = new Dictionary<string, string>(StringComparer.Ordinal) { ["lock-information"] = text } });
            KubeconfigAge.RotationDue(text);
            BootstrapTokens.ReadExpiration(new V1Secret { Data = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["expiration"] = Encoding.UTF8.GetBytes(text) } });
            try
            {
                FileTemplate.Render("/f", Encoding.UTF8.GetBytes(text), "v1.31.0");
            }
            catch (InvalidBootDataException)
            {
                // Told as what it is: no template.
            }
        });

    [Fact]
    public Task CloudConfig_OfAnyText_SaysWhatItWasGiven() => Fuzz.TextAsync(
        "cloud-config",
        ["#!/bin/sh\nset -e\necho \"a: b\" | tee /x\n", "  key: value\n\n- x\n", "{{ ds.meta_data.x }}", "'\"\\\t", "|-\n  a\n", "~", "0o17", "1e3", "yes", ""],
        text =>
        {
            var spec = new KubeadmConfigSpec { BootCommands = [text], Users = [new User { Name = "u", Gecos = text }] };
            var rendered = CloudConfig.Render(new BootInstructions(spec, "init", "/kubeadm.yaml", [new BootFile("/a", text)]));
            if (text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal))
            {
                // What is in there is Jinja's to fill in before anybody reads YAML.
                return;
            }

            var config = (JsonObject)KubeYaml.Parse(rendered.Replace("{{ \"{#\" }}", "{#", StringComparison.Ordinal))!;
            var expected = text.EnumerateRunes().Aggregate(new StringBuilder(), (b, r) => b.Append(r.ToString())).ToString();
            Assert.Equal(expected, (string?)config["write_files"]![0]!["content"] ?? "");
            Assert.Equal(expected, (string?)config["bootcmd"]![0] ?? "");
            Assert.Equal(expected, (string?)config["users"]![0]!["gecos"] ?? "");
        });
}
