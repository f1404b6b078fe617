package desktop

import (
	"context"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// show shows a message and waits until it is dismissed.
func (w *Window) show(kind runtime.DialogType, title, message string) {
	w.dialogs.Lock()
	defer w.dialogs.Unlock()
	_, err := runtime.MessageDialog(w.wails, runtime.MessageDialogOptions{Type: kind, Title: title, Message: message})
	if err != nil {
		w.o.Logger.Error("message not shown", "title", title, "error", err)
	}
}

// ask asks a yes-or-no question and returns whether the answer was yes. A
// question that cannot be asked counts as no.
func (w *Window) ask(title, question string) bool {
	w.dialogs.Lock()
	defer w.dialogs.Unlock()
	answer, err := runtime.MessageDialog(w.wails, runtime.MessageDialogOptions{
		Type: runtime.QuestionDialog, Title: title, Message: question,
		// Only macOS reads these; elsewhere the buttons are the system's.
		Buttons: []string{yes, no}, DefaultButton: no, CancelButton: no,
	})
	if err != nil {
		w.o.Logger.Error("question not asked", "title", title, "error", err)
		return false
	}
	return answer == yes
}

// The answers as Wails names them on every system.
const (
	yes = "Yes"
	no  = "No"
)

// PickFolder lets the user choose a folder, "" when they give up.
func (w *Window) PickFolder(context.Context) (string, error) {
	w.dialogs.Lock()
	defer w.dialogs.Unlock()
	return runtime.OpenDirectoryDialog(w.wails, runtime.OpenDialogOptions{
		Title: w.words().pickFolder, CanCreateDirectories: true,
	})
}
