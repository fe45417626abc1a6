using System.Text;
using Slipway.Kubernetes.Errors;

namespace Slipway.Cli.Connection;

/// <summary>Tells a server's refusal to a person: every field that is wrong on a line of its own.</summary>
internal static class ServerRefusal
{
    private const string Strict = "strict decoding error: ";
    private const string Denied = "\" denied the request: ";

    public static string Describe(KubeStatus status)
    {
        // kube-apiserver quotes the whole patch before it says which field it does not know.
        if (status.Message.IndexOf(Strict, StringComparison.Ordinal) is var strict and >= 0)
        {
            return status.Message[(strict + Strict.Length)..];
        }

        // Which webhook found the mistake says nothing to who made it.
        var causes = status.Details?.Causes ?? [];
        var message = causes.Length > 0 && status.Message.IndexOf(Denied, StringComparison.Ordinal) is >= 0 and var denied
            ? status.Message[(denied + Denied.Length)..]
            : status.Message;
        if (causes.Length < 2)
        {
            return message;
        }

        // The message joins the causes in one long line: what stands before them says what was refused.
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        var text = new StringBuilder(colon < 0 ? message : message[..colon]).Append(':');
        foreach (var cause in causes)
        {
            text.Append("\n  ").Append(cause.Field).Append(": ").Append(cause.Message);
        }

        return text.ToString();
    }
}
