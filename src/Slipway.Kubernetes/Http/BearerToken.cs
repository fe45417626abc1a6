using System.Net.Http.Headers;

namespace Slipway.Kubernetes.Http;

/// <summary>The token to send; one in a file is read again each minute, as kubelets rotate it.</summary>
internal sealed class BearerToken(KubeConnection connection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private volatile Reading? _last;

    /// <summary>The header's value; null when the connection has no token.</summary>
    public async ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken)
    {
        if (connection.TokenFile is not { } file)
        {
            return connection.Token is null ? null : new AuthenticationHeaderValue("Bearer", connection.Token);
        }

        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last.At, now) < Lifetime)
        {
            return last.Header;
        }

        var token = await File.ReadAllTextAsync(file, cancellationToken);
        var header = new AuthenticationHeaderValue("Bearer", token.Trim());
        _last = new Reading(header, now);
        return header;
    }

    private sealed record Reading(AuthenticationHeaderValue Header, long At);
}
