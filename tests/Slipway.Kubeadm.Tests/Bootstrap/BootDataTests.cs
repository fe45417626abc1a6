using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.KubeadmTypes;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Versions;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Tests.Bootstrap;

public sealed class BootDataTests
{
    private static readonly byte[] Binary = [0x1f, 0x8b, 0xff, 0x00, 0x80];

    [Theory]
    [InlineData(null, "text", null, "text")]
    [InlineData("base64", "dGV4dA==", "base64", "dGV4dA==")]
    [InlineData("gzip+base64", "H4sI", "gzip+base64", "H4sI")]
    [InlineData(null, "binary", "base64", "H4v/AIA=")]
    [InlineData("gzip", "binary", "gzip+base64", "H4v/AIA=")]
    public void RenderJoin_FileFromSecret_TravelsAsText(string? encoding, string key, string? written, string content)
    {
        var spec = new KubeadmConfigSpec { Files = [FromSecret("/f", key, encoding)] };

        var file = Files(spec)[0]!;

        Assert.Equal(written, (string?)file["encoding"]);
        Assert.Equal(content, (string?)file["content"]);
    }

    [Fact]
    public void RenderJoin_FileFields_AreWritten()
    {
        var spec = new KubeadmConfigSpec
        {
            Files = [new BootstrapFile { Path = "/f", Content = "x", Owner = "etcd:etcd", Permissions = "0600", Append = true }],
        };

        Assert.Equal("""{"path":"/f","owner":"etcd:etcd","permissions":"0600","append":true,"content":"x"}""", Files(spec)[0]!.ToJsonString());
    }

    [Fact]
    public void RenderJoin_PasswordFromSecret_IsTheHashAlone()
    {
        var spec = new KubeadmConfigSpec { Users = [new User { Name = "ops", PasswdFrom = new ContentSource { Secret = new SecretKeyReference { Name = "s", Key = "hash" } } }] };

        Assert.Equal("$6$salt$hash", (string?)Read(spec)["users"]![0]!["passwd"]);
        Assert.Null(spec.Users[0].Passwd);
    }

    [Theory]
    [InlineData("""{"joinConfiguration":{"nodeRegistration":{"criSocket":"npipe:////./pipe/containerd-containerd"}}}""", "spec.joinConfiguration.nodeRegistration.criSocket")]
    [InlineData("""{"files":[{"path":"/a"},{"path":"C:\\k\\a.ps1"}]}""", "spec.files[1].path")]
    public void RenderJoin_MeantForWindows_IsRefused(string json, string field)
    {
        var spec = System.Text.Json.JsonSerializer.Deserialize(json, Slipway.Api.Serialization.ApiJson.TypeInfo<KubeadmConfigSpec>())!;
        spec.JoinConfiguration ??= new JoinConfiguration();

        var refused = Assert.Throws<InvalidBootDataException>(() => Data().RenderJoin(spec, Make.Authorities()));

        Assert.StartsWith($"{field}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Windows", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RenderInit_FieldThatKubeadmHasNot_IsRefused()
    {
        var spec = WholeSpec.For(KubeadmApi.V1Beta4);

        var refused = Assert.Throws<InvalidBootDataException>(() => Data("v1.30.0").RenderInit(spec, Make.Authorities()));

        Assert.StartsWith("spec.clusterConfiguration.apiServer.extraEnvs: ", refused.Message, StringComparison.Ordinal);
    }

    private static BootstrapFile FromSecret(string path, string key, string? encoding) =>
        new() { Path = path, Encoding = encoding, ContentFrom = new ContentSource { Secret = new SecretKeyReference { Name = "s", Key = key } } };

    private static JsonArray Files(KubeadmConfigSpec spec) => Read(spec)["write_files"]!.AsArray();

    private static JsonObject Read(KubeadmConfigSpec spec)
    {
        spec.JoinConfiguration = new JoinConfiguration();
        return KubeYaml.Parse(Data().RenderJoin(spec, Make.Authorities()))!.AsObject();
    }

    private static BootData Data(string version = "v1.31.0")
    {
        Assert.True(KubernetesVersion.TryParse(version, out var parsed));
        var values = ImmutableDictionary<(string, string), byte[]>.Empty.Add(("s", "binary"), Binary).Add(("s", "hash"), "$6$salt$hash\n"u8.ToArray());
        foreach (var text in new[] { "text", "dGV4dA==", "H4sI" })
        {
            values = values.Add(("s", text), Encoding.UTF8.GetBytes(text));
        }

        return new(parsed, KubeadmApis.For(parsed)!.Value, Make.Facts, new ReferencedContent(values, null), "v1.31.0");
    }
}
