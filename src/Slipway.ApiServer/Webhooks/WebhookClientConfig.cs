using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Webhooks;

/// <summary>How a webhook is reached (<c>clientConfig</c> of webhook configurations and CustomResourceDefinitions).</summary>
internal sealed record WebhookClientConfig
{
    private const int DefaultPort = 443;

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>The webhook's address without the query.</summary>
    public required Uri Address { get; init; }

    /// <summary>The Service behind <see cref="Address"/>; null when the configuration gave a URL.</summary>
    public WebhookService? Service { get; init; }

    /// <summary>The certificates in PEM that are trusted; empty for those that the machine trusts.</summary>
    public string TrustedPem { get; init; } = "";

    /// <summary>Reads a <c>clientConfig</c>; null when it names nothing that can be called.</summary>
    public static WebhookClientConfig? Read(JsonObject? config)
    {
        var trusted = Pem(config?.Text("caBundle") ?? "");
        if (config?.Map("service") is { } service)
        {
            var target = new WebhookService(service.Text("namespace"), service.Text("name"), (int)(service.Integer("port") ?? DefaultPort));
            return Uri.TryCreate($"https://{target.HostName}:{target.Port}{Clean(service.Text("path"))}", UriKind.Absolute, out var inside)
                ? new WebhookClientConfig { Address = inside, Service = target, TrustedPem = trusted }
                : null;
        }

        return Uri.TryCreate(config?.Text("url"), AsWritten, out var outside)
            ? new WebhookClientConfig { Address = new Uri(outside, Clean(outside.AbsolutePath)), TrustedPem = trusted }
            : null;
    }

    /// <summary>The address of a call as Go prints it: with a Service's port even where it is the default one.</summary>
    public string UrlOf(int timeoutSeconds)
    {
        var port = Service is not null || !Address.IsDefaultPort ? $":{Address.Port}" : "";
        return $"{Address.Scheme}://{Address.Host}{port}{Address.AbsolutePath}?timeout={timeoutSeconds}s";
    }

    // The path that Go's client joins and sends: without empty segments, dots and a slash at the end. Webhooks written in Go redirect others.
    private static string Clean(string path)
    {
        var kept = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(s => s != "."))
        {
            if (segment != "..")
            {
                kept.Add(segment);
            }
            else if (kept.Count > 0)
            {
                kept.RemoveAt(kept.Count - 1);
            }
        }

        return "/" + string.Join('/', kept);
    }

    private static string Pem(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var written) ? Encoding.UTF8.GetString(bytes, 0, written).Trim() : "";
    }
}
