namespace Slipway.ApiServer.Authentication;

/// <summary>
/// Where an API server finds its cluster's credentials. They may come after the server, as those of a cluster whose first machine has yet
/// to boot, and may be replaced.
/// </summary>
/// <param name="initial">The credentials to begin with; null for none yet.</param>
public sealed class ClusterCredentialSource(ClusterCredentials? initial = null)
{
    private readonly Lock _gate = new();
    private volatile ClusterCredentials? _current = initial;
    private Action? _changed;

    /// <summary>The credentials; null while there are none: then no token is issued or accepted.</summary>
    public ClusterCredentials? Current => _current;

    /// <summary>Gives the credentials, or others in their place; the same again changes nothing.</summary>
    public void Use(ClusterCredentials credentials)
    {
        Action? changed;
        lock (_gate)
        {
            if (_current is { } current && current.Authority.CertificatePem == credentials.Authority.CertificatePem
                && current.ServiceAccounts.KeyId == credentials.ServiceAccounts.KeyId && current.Issuer == credentials.Issuer)
            {
                return;
            }

            _current = credentials;
            changed = _changed;
        }

        changed?.Invoke();
    }

    /// <summary>Has something done whenever there are other credentials.</summary>
    internal void OnChange(Action changed)
    {
        lock (_gate)
        {
            _changed += changed;
        }
    }
}
