using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Encryption;
using Slipway.Kubernetes.Randomness;
using Slipway.Kubernetes.Yaml;

namespace Slipway.ApiServer.Tests.Storage.Encryption;

public sealed class EncryptionConfigurationTests
{
    private const string Key = "{aesgcm: {keys: [{name: k, secret: AAAAAAAAAAAAAAAAAAAAAA==}]}}";

    [Theory]
    [InlineData("[{resources: [secrets], providers: [{identity: {}}]}]")]
    [InlineData($"[{{resources: [secrets, configmaps, widgets.example.com], providers: [{Key}, {{identity: {{}}}}]}}]")]
    [InlineData($"[{{resources: [secrets], providers: [{Key}]}}, {{resources: ['*.*'], providers: [{{identity: {{}}}}]}}]")]
    public void Parse_Valid(string resources) => Assert.NotEmpty(EncryptionConfiguration.Parse(Document(resources)));

    [Theory]
    [InlineData("[]", "resources: at least one")]
    [InlineData("[{resources: [], providers: [{identity: {}}]}]", "resources[0].resources: at least one")]
    [InlineData("[{resources: [secrets], providers: []}]", "resources[0].providers: at least one")]
    [InlineData("[{resources: ['*'], providers: [{identity: {}}]}]", "resources[0].resources[0]: \"*\"")]
    [InlineData("[{resources: [Secrets], providers: [{identity: {}}]}]", "\"Secrets\"")]
    [InlineData("[{resources: ['secrets.*'], providers: [{identity: {}}]}]", "\"secrets.*\"")]
    [InlineData("[{resources: ['*.'], providers: [{identity: {}}]}, {resources: [secrets], providers: [{identity: {}}]}]", "masked by an earlier rule")]
    [InlineData("[{resources: [secrets], providers: [{identity: {}, aesgcm: {}}]}]", "resources[0].providers[0]: exactly one provider")]
    [InlineData("[{resources: [secrets], providers: [{kms: {}}]}]", "provider kms is not supported")]
    [InlineData("[{resources: [secrets], providers: [{aesgcm: {keys: []}}]}]", "resources[0].providers[0].aesgcm.keys: at least one")]
    [InlineData("[{resources: [secrets], providers: [{aesgcm: {keys: [{name: 'a:b', secret: x}]}}]}]", "keys[0].name")]
    [InlineData("[{resources: [secrets], providers: [{aesgcm: {keys: [{name: k, secret: c2hvcnQ=}]}}]}]", "keys[0].secret: 16, 24 or 32 bytes")]
    public void Parse_Invalid_NamesTheField(string resources, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => EncryptionConfiguration.Parse(Document(resources))).Message);

    [Fact]
    public void Load_AFileThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes");
            return;
        }

        using var directory = new TempDirectory();
        var path = Path.Combine(directory.Path, "encryption.key");
        EncryptionKeyFile.Ensure(path, new CryptographicRandomSource());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        using var rules = EncryptionKeyFile.Load(path, new CryptographicRandomSource());

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var error = Assert.Throws<StoreEncryptedException>(() => EncryptionKeyFile.Load(path, new CryptographicRandomSource()));
        Assert.Contains($"chmod 600 {path}", error.Message);
    }

    [Theory]
    [InlineData("", "holds no key")]
    [InlineData("bm90IGEga2V5\n", "line 1: 16, 24 or 32 bytes")]
    public void Load_WithoutAUsableKey_SaysWhatWasExpected(string text, string expected)
    {
        using var directory = new TempDirectory();
        var path = Path.Combine(directory.Path, "encryption.key");
        Slipway.ApiServer.Pki.PrivateFile.Write(path, text);
        var error = Assert.Throws<StoreEncryptedException>(() => EncryptionKeyFile.Load(path, new CryptographicRandomSource()));
        Assert.Contains(expected, error.Message);
    }

    private static System.Text.Json.Nodes.JsonNode? Document(string resources) => KubeYaml.Parse(
        $"kind: EncryptionConfiguration\napiVersion: apiserver.config.k8s.io/v1\nresources: {resources}\n");
}
