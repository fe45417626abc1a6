namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>Lets the few resources and namespaces of a key space be one instance each, which also makes comparing them cheap.</summary>
internal sealed class TextPool
{
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    public string Share(string text)
    {
        if (_texts.TryGetValue(text, out var shared))
        {
            return shared;
        }

        _texts.Add(text);
        return text;
    }
}
