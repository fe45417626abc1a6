using Slipway.ApiServer.Pki;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Tests.Pki;

public sealed class PlanePkiTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("slipway-pki-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void LoadOrCreate_TheSecondTime_FindsTheSameAuthority()
    {
        var first = PlanePki.LoadOrCreate(_directory, TimeProvider.System);
        var second = PlanePki.LoadOrCreate(_directory, TimeProvider.System);

        Assert.Equal(first.Authority.CertificatePem, second.Authority.CertificatePem);
        Assert.Equal(first.Authority.PrivateKeyPem, second.Authority.PrivateKeyPem);
    }

    [Fact]
    public void PrivateFile_OverAnOldOne_ReplacesItForItsOwnerOnly()
    {
        var path = Path.Combine(_directory, "sub", "kubeconfig");
        PrivateFile.Write(path, "old");
        PrivateFile.Write(path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void AdminKubeconfig_Written_ReadsBack()
    {
        var pki = PlanePki.LoadOrCreate(_directory, TimeProvider.System);

        var connection = KubeConnection.FromKubeconfig(pki.AdminKubeconfig(new Uri("https://127.0.0.1:6443")).ToYaml());

        Assert.Equal("https://127.0.0.1:6443/", connection.Server.AbsoluteUri);
        Assert.Equal(pki.Authority.CertificatePem, connection.AuthorityPem);
        Assert.Contains("system:masters", connection.ClientCertificate!.ToString(), StringComparison.Ordinal);
    }
}
