namespace Slipway.Cel.Tests.Conformance;

/// <summary>A message of the protocol buffers' text format: fields in order, each a text, a word or a message.</summary>
internal sealed class TextMessage
{
    public List<(string Name, object Value)> Fields { get; } = [];

    public TextMessage? Message(string name) => Fields.Find(f => f.Name == name).Value as TextMessage;

    public string? Text(string name) => Fields.Find(f => f.Name == name).Value switch
    {
        string word => word,
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        _ => null,
    };

    public IEnumerable<TextMessage> Messages(string name) => Fields.Where(f => f.Name == name).Select(f => f.Value).OfType<TextMessage>();

    public bool Has(string name) => Fields.Exists(f => f.Name == name);
}
