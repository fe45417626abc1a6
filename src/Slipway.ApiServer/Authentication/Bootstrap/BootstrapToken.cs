using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Authentication.Bootstrap;

/// <summary>A bootstrap token as its Secret in kube-system has it.</summary>
internal sealed partial class BootstrapToken
{
    public const string SecretType = "bootstrap.kubernetes.io/token";
    public const string NamePrefix = "bootstrap-token-";
    public const string Namespace = "kube-system";

    private readonly JsonObject _data;

    private BootstrapToken(JsonObject data) => _data = data;

    public string Id => Value("token-id");

    public string Secret => Value("token-secret");

    public bool IsForAuthentication => Value("usage-bootstrap-authentication") == "true";

    public bool IsForSigning => Value("usage-bootstrap-signing") == "true";

    /// <summary>When the token ends; null for never. What cannot be read as a time has ended.</summary>
    public DateTimeOffset? Expiration => Value("expiration") is not { Length: > 0 } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : DateTimeOffset.MinValue;

    /// <summary>The groups beside <c>system:bootstrappers</c>; null when one of them may not be given by a token.</summary>
    public IReadOnlyList<string>? ExtraGroups
    {
        get
        {
            var groups = Value("auth-extra-groups").Split(',', StringSplitOptions.RemoveEmptyEntries);
            return groups.All(g => GroupForm().IsMatch(g)) ? groups : null;
        }
    }

    /// <summary>Whether an object of this name and namespace may hold a bootstrap token.</summary>
    public static bool MayBe(string ns, string name) => ns == Namespace && name.StartsWith(NamePrefix, StringComparison.Ordinal);

    /// <summary>The token in a Secret; null when the Secret holds none.</summary>
    public static BootstrapToken? Of(KubeObject secret)
    {
        var json = secret.ToJsonObject();
        return json.Text("type") == SecretType && json.Map("data") is { } data ? new BootstrapToken(data) : null;
    }

    public bool HasExpired(DateTimeOffset now) => Expiration <= now;

    private string Value(string key)
    {
        var text = _data.Text(key);
        Span<byte> bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes[..length]) : "";
    }

    [GeneratedRegex(@"^system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex GroupForm();
}
