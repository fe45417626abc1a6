using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authentication.ServiceAccounts;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Http;

namespace Slipway.ApiServer.Pki;

/// <summary>
/// The certificates of a management plane. The authority is kept in the data directory, so that kubeconfigs outlive a
/// restart; what it signs is made anew at each start.
/// </summary>
public sealed class PlanePki
{
    private readonly CertificateFactory _factory;

    private PlanePki(CertificateFactory factory, CertificateKeyPair authority, ServiceAccountKey serviceAccounts)
    {
        _factory = factory;
        Authority = authority;
        Credentials = new ClusterCredentials(authority, serviceAccounts);
    }

    /// <summary>Signs the plane's server and client certificates.</summary>
    public CertificateKeyPair Authority { get; }

    /// <summary>What the plane's API server signs with.</summary>
    public ClusterCredentials Credentials { get; }

    /// <summary>Loads the authority from <c>pki/ca.crt</c> and <c>pki/ca.key</c> of the directory, and the key of service account tokens from <c>pki/sa.key</c>, or makes
    /// them.</summary>
    /// <exception cref="IOException">The files cannot be read or written.</exception>
    public static PlanePki LoadOrCreate(string dataDirectory, TimeProvider time)
    {
        var factory = new CertificateFactory(time);
        return new(factory, LoadAuthority(dataDirectory, factory), LoadServiceAccountKey(dataDirectory));
    }

    /// <summary>A server certificate for this machine's loopback and further names.</summary>
    public CertificateKeyPair IssueServer(params IEnumerable<string> names) => _factory.Issue(
        Authority, CertificateSpec.Server("kube-apiserver", ["localhost", "127.0.0.1", "::1", "kubernetes.default.svc", .. names]));

    /// <summary>A kubeconfig whose user may do everything.</summary>
    public KubeconfigDocument AdminKubeconfig(Uri server) => new()
    {
        ClusterName = "slipway",
        UserName = "slipway-admin",
        ContextName = "slipway",
        Server = server,
        AuthorityPem = Authority.CertificatePem,
        Client = _factory.Issue(Authority, CertificateSpec.Client("slipway-admin", "system:masters")),
    };

    private static CertificateKeyPair LoadAuthority(string dataDirectory, CertificateFactory factory)
    {
        var certificate = Path.Combine(dataDirectory, "pki", "ca.crt");
        var key = Path.Combine(dataDirectory, "pki", "ca.key");

        // The key is written first: a certificate on disk means that both are.
        if (File.Exists(certificate))
        {
            return new CertificateKeyPair(File.ReadAllText(certificate), File.ReadAllText(key));
        }

        var authority = factory.CreateAuthority("slipway-ca");
        PrivateFile.Write(key, authority.PrivateKeyPem);
        PrivateFile.Write(certificate, authority.CertificatePem);
        return authority;
    }

    private static ServiceAccountKey LoadServiceAccountKey(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "pki", "sa.key");
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, CertificateFactory.CreateKeyPair().PrivateKeyPem);
        }

        return ServiceAccountKey.FromPem(File.ReadAllText(file));
    }
}
